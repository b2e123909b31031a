import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { plural } from "../../words/format.ts";
import { LiveRow, LoadingRow } from "./LiveRow.tsx";
import type { LogFilter } from "./log-filter.ts";
import type { Hold } from "./use-hold.ts";
import { useRowFocus } from "./use-row-focus.ts";
import type { ShownLog } from "./use-stored-log.ts";
import "./live.css";

const rowHeightPx = 31;
/** Of a row in two lines, where there is little room beside each other. */
const tallRowHeightPx = 53;
const narrow = "(max-width: 45em)";
/** Rows that are read beyond those in sight. */
const readAhead = 40;

interface LiveListProps {
  log: ShownLog;
  hold: Hold;
  onFilter(change: Partial<LogFilter>): void;
}

/** The rows, of which only those in sight are in the page. What is being read stays in place while new ones come in. */
export function LiveList({ log, hold, onFilter }: LiveListProps) {
  const { ids, stored } = log;
  const { waiting, isHeld, isPaused, keep, release } = hold;
  const heightPx = useMediaQuery(narrow) ? tallRowHeightPx : rowHeightPx;
  const scroller = useRef<HTMLDivElement>(null);
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set());
  // A row that was closed again has to be measured anew.
  const [measuredIds, setMeasuredIds] = useState<ReadonlySet<number>>(new Set());
  const count = ids.length - waiting;
  const idAt = useCallback((index: number) => ids[waiting + index] ?? -1, [ids, waiting]);
  const focus = useRowFocus({ ids, waiting, keep, scrollTo: (index) => virtualizer.scrollToIndex(index) });

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx,
    getItemKey: idAt,
    overscan: 8,
    rangeExtractor: (range) => withIndex(range, focus.index),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew.
  useEffect(() => virtualizer.measure(), [virtualizer, heightPx]);
  const items = virtualizer.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  // One row is on the way of the Tab key, or a long log would never end.
  const tabIndex = focus.index >= 0 && focus.index < count ? focus.index : startIndex;
  useEffect(() => {
    const first = Math.max(0, waiting + startIndex - readAhead);
    stored.want(ids.slice(first, waiting + endIndex + readAhead));
  }, [stored, ids, waiting, startIndex, endIndex]);

  useEffect(() => {
    if (isHeld) return;
    setOpenIds(new Set());
    scroller.current?.scrollTo({ top: 0 });
  }, [isHeld]);

  const isAtTop = () => (scroller.current?.scrollTop ?? 0) <= rowHeightPx;
  const releaseAtTop = (open: ReadonlySet<number>) => {
    if (isAtTop() && open.size === 0 && !isPaused) release();
  };
  const toggle = (id: number) => {
    keep();
    const open = new Set(openIds);
    if (!open.delete(id)) open.add(id);
    setOpenIds(open);
    setMeasuredIds((measured) => (measured.has(id) ? measured : new Set([...measured, id])));
    releaseAtTop(open);
  };

  return (
    <div className="log">
      {waiting > 0 && (
        <Button className="log-newer" radius="xl" onClick={release}>
          Show {plural(waiting, "newer message")}
        </Button>
      )}
      <section
        className="log-scroller"
        ref={scroller}
        onScroll={() => (isAtTop() ? releaseAtTop(openIds) : keep())}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too.
        tabIndex={0}
        aria-label="Message log"
      >
        <ol className="log-rows" style={{ height: virtualizer.getTotalSize() }} onKeyDown={focus.onKeyDown}>
          {items.map(({ index, start }) => {
            const id = idAt(index);
            const entry = stored.row(id);
            return (
              <li
                key={id}
                ref={measuredIds.has(id) ? virtualizer.measureElement : undefined}
                data-index={index}
                aria-setsize={log.isComplete ? count : -1}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                {entry ? (
                  <LiveRow
                    entry={entry}
                    isOpen={openIds.has(id)}
                    isOnTheWay={index === tabIndex}
                    onToggle={() => toggle(id)}
                    onFocus={(isByKeyboard) => {
                      focus.become(id);
                      if (isByKeyboard) keep();
                    }}
                    onFilter={onFilter}
                  />
                ) : (
                  <LoadingRow />
                )}
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}

/** The row with the focus stays in the page, or the keyboard would lose its place. */
function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].sort((one, other) => one - other);
}
