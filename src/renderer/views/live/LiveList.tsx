import { Button } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { plural } from "../../words/format.ts";
import { LiveRow } from "./LiveRow.tsx";
import { heldRows } from "./log-filter.ts";
import type { LogRows } from "./use-log-rows.ts";
import "./live.css";

const rowHeightPx = 31;
/** Older rows are fetched once the reader is this near to the last one. */
const loadAhead = 20;

/** The rows, of which only those in sight are in the page. What is being read stays in place while new ones come in. */
export function LiveList({ log: { rows, more, loadMore } }: { log: LogRows }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set());
  const [heldId, setHeldId] = useState<number | null>(null);
  const { shown, waiting } = useMemo(() => heldRows(rows, heldId), [rows, heldId]);

  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => shown[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && lastIndex >= shown.length - loadAhead) loadMore();
  }, [more, lastIndex, shown.length, loadMore]);

  const newestId = shown[0]?.id ?? null;
  const hold = () => setHeldId((held) => held ?? newestId);
  const follow = () => {
    setHeldId(null);
    setOpenIds(new Set());
    scroller.current?.scrollTo({ top: 0 });
  };
  const onScroll = () => {
    if ((scroller.current?.scrollTop ?? 0) > rowHeightPx) hold();
    else if (openIds.size === 0) setHeldId(null);
  };
  const toggle = useCallback((id: number) => {
    setOpenIds((open) => new Set(open.has(id) ? [...open].filter((other) => other !== id) : [...open, id]));
  }, []);

  return (
    <div className="log">
      {waiting > 0 && (
        <Button className="log-newer" radius="xl" onClick={follow}>
          Show {plural(waiting, "newer message")}
        </Button>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
      <section className="log-scroller" ref={scroller} onScroll={onScroll} tabIndex={0} aria-label="Message log">
        <ol className="log-rows" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const entry = shown[index];
            return (
              entry && (
                <li
                  key={entry.id}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  aria-setsize={more ? -1 : shown.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <LiveRow
                    entry={entry}
                    isOpen={openIds.has(entry.id)}
                    onToggle={() => {
                      hold();
                      toggle(entry.id);
                    }}
                  />
                </li>
              )
            );
          })}
        </ol>
      </section>
    </div>
  );
}
