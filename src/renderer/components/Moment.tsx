import { formatTime, formatUtc } from "../words/format.ts";

/** A time in the reader's zone, with UTC on hover. */
export function Moment({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
      {formatTime(at, Date.now())}
    </time>
  );
}
