import { Scrolled } from "../../../components/Scrolled.tsx";
import { formatUtc } from "../../../words/format.ts";
import { FlagSign } from "./FlagSign.tsx";
import { type Flag, flagWords } from "./flags.ts";

interface FlagListProps {
  /** The picture in which they stand. */
  title: string;
  flags: readonly Flag[];
  /** A time as it is written in this picture. */
  formatAt(at: number): string;
}

/** What the flags in the picture stand for. */
export function FlagList({ title, flags, formatAt }: FlagListProps) {
  if (flags.length === 0) return null;
  return (
    <Scrolled className="scrolled flags" label={`Marks: ${title}`}>
      <ol>
        {flags.map(({ number, at, kind, text }) => (
          <li key={number}>
            <span className="number">{number}</span>
            <svg width="10" height="10" aria-hidden>
              <FlagSign kind={kind} />
            </svg>
            <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
              {formatAt(at)}
            </time>
            <span>
              <b>{flagWords[kind]}.</b> {text}
            </span>
          </li>
        ))}
      </ol>
    </Scrolled>
  );
}
