import { IconChevronRight } from "@tabler/icons-react";
import type { LogEntry } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Name } from "../../components/Said.tsx";
import { Tag } from "../../components/Tag.tsx";
import { formatMs } from "../../words/format.ts";
import { outcomeWords } from "../../words/tables.ts";
import { LogDetails } from "./LogDetails.tsx";

interface LiveRowProps {
  entry: LogEntry;
  isOpen: boolean;
  onToggle(): void;
}

/** One handled message as a line, which opens to its whole way. */
export function LiveRow({ entry, isOpen, onToggle }: LiveRowProps) {
  const { id, at, outcome, channelName, author, content, totalMs } = entry;
  return (
    <div className="log-row" data-open={isOpen || undefined}>
      <button type="button" className="log-line" aria-expanded={isOpen} aria-controls={`log-${id}`} onClick={onToggle}>
        <IconChevronRight size={14} aria-hidden className="log-chevron" />
        <span className="log-time">
          <Moment at={at} />
        </span>
        <span className="log-outcome">
          <Tag words={outcomeWords[outcome]} />
        </span>
        <span className="log-channel">
          #<Name text={channelName} />
        </span>
        <span className="log-author">
          <Name text={author} />
        </span>
        <span className="log-content">{content === "" ? <em>text not kept</em> : <Name text={content} />}</span>
        <span className="log-took">{formatMs(totalMs)}</span>
      </button>
      <div id={`log-${id}`}>{isOpen && <LogDetails entry={entry} />}</div>
    </div>
  );
}
