import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { countNewer } from "./log-ids.ts";

interface RowFocusParts {
  /** Newest first; the first `waiting` of them are not shown. */
  ids: readonly number[];
  waiting: number;
  keep(): void;
  scrollTo(index: number): void;
}

export interface RowFocus {
  /** Where the row that last had the focus is now; -1 where none had. */
  index: number;
  become(id: number): void;
  /** Moves the focus from row to row with the arrow keys, and to both ends with Home and End. */
  onKeyDown(event: KeyboardEvent): void;
}

export function lineId(id: number): string {
  return `log-line-${id}`;
}

/** The keyboard's place in a list of which only a part is in the page. */
export function useRowFocus({ ids, waiting, keep, scrollTo }: RowFocusParts): RowFocus {
  const [currentId, setCurrentId] = useState<number | null>(null);
  const wantedId = useRef<number | null>(null);
  const count = ids.length - waiting;
  const index = currentId === null ? -1 : countNewer(ids, currentId) - waiting;

  useEffect(() => {
    if (wantedId.current === null) return;
    document.getElementById(lineId(wantedId.current))?.focus({ preventScroll: true });
    if (wantedId.current === currentId) wantedId.current = null;
  }, [currentId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnLine = event.target instanceof Element && event.target.classList.contains("log-line");
    const next = isOnLine ? targetOf(event.key, index, count) : null;
    if (next === null) return;
    event.preventDefault();
    keep();
    const id = ids[waiting + next] ?? null;
    wantedId.current = id;
    setCurrentId(id);
    scrollTo(next);
  };
  return { index, become: setCurrentId, onKeyDown };
}

function targetOf(key: string, index: number, count: number): number | null {
  const targets: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: count - 1 };
  const target = targets[key];
  return target === undefined || target < 0 || target >= count ? null : target;
}
