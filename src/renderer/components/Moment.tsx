import { formatMoment, formatTime, formatUtc } from "../words/format.ts";
import { isUtcHere } from "../words/reader-zone.ts";
import { Zoned } from "./Zoned.tsx";

interface MomentProps {
  /** ms since the epoch. */
  at: number;
  /** Without the seconds. */
  isShort?: boolean;
  /** As `Zoned` has it. */
  isPart?: boolean;
}

/** A time in the reader's zone, with UTC beside it. */
export function Moment({ at, isShort = false, isPart = false }: MomentProps) {
  const format = isShort ? formatMoment : formatTime;
  return (
    <Zoned utc={isUtcHere(at) ? null : formatUtc(at)} isPart={isPart}>
      <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
        {format(at, Date.now())}
      </time>
    </Zoned>
  );
}
