import { IconChevronRight } from "@tabler/icons-react";
import type { LogEntry } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Name } from "../../components/Said.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { formatMs } from "../../words/format.ts";
import { outcomeWords } from "../../words/tables.ts";
import { LogDetails } from "./LogDetails.tsx";
import type { LogFilter } from "./log-filter.ts";
import { lineId } from "./use-row-focus.ts";

interface LiveRowProps {
  entry: LogEntry;
  isOpen: boolean;
  /** Whether the Tab key comes by; the arrow keys lead to the others. */
  isOnTheWay: boolean;
  onToggle(): void;
  /** `isByKeyboard`: the focus came with a key, not with a click. */
  onFocus(isByKeyboard: boolean): void;
  onFilter(change: Partial<LogFilter>): void;
}

/** One handled message as a line, which opens to its whole way. */
export function LiveRow({ entry, isOpen, isOnTheWay, onToggle, onFocus, onFilter }: LiveRowProps) {
  const { id, at, outcome, channelName, author, totalMs } = entry;
  const content = useOwnName(entry.content);
  return (
    <div className="log-row" data-open={isOpen || undefined}>
      <button
        type="button"
        id={lineId(id)}
        className="log-line"
        tabIndex={isOnTheWay ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={`log-${id}`}
        onClick={onToggle}
        onFocus={({ currentTarget }) => onFocus(currentTarget.matches(":focus-visible"))}
      >
        <IconChevronRight size={14} aria-hidden className="log-chevron" />
        <span className="log-time">
          <Moment at={at} isPart />
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
      <div id={`log-${id}`}>{isOpen && <LogDetails entry={entry} onFilter={onFilter} />}</div>
    </div>
  );
}

/** The text with the bot called by its name, as Discord shows it. */
function useOwnName(content: string): string {
  const userId = useSnapshot(({ status }) => status.userId);
  const name = useSnapshot(({ status }) => status.name);
  if (userId === null || name === null || !content.includes(userId)) return content;
  return content.replaceAll(`<@${userId}>`, `@${name}`).replaceAll(`<@!${userId}>`, `@${name}`);
}

/** Stands where a row is being read from the disk. */
export function LoadingRow() {
  return (
    <div className="log-row">
      <div className="log-line log-loading">
        <span />
        <span>…</span>
      </div>
    </div>
  );
}
