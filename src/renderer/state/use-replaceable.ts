import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef } from "react";
import { takenBack } from "./taken-back.ts";
import { useKept } from "./use-kept.ts";
import { useUndo } from "./use-undo.ts";

/** A form's draft, which outlives its view, and the ways to change it. */
export interface Replaceable<T> {
  draft: T;
  /** As its fields are typed. */
  change: Dispatch<SetStateAction<T>>;
  /** Puts other figures in place of what was typed; `said` tells of it. Taken back, it leaves what was typed since. */
  replace(said: string, next: (draft: T) => T): void;
}

/** `name` as `useKept` has it. */
export function useReplaceable<T>(name: string, initial: () => T): Replaceable<T> {
  const [draft, change] = useKept(name, initial);
  const undo = useUndo();
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const replace = useCallback(
    (said: string, next: (draft: T) => T) => {
      const before = latest.current;
      change(next);
      undo.offer(said, () => change((now) => takenBack(now, next(before), before)));
    },
    [change, undo],
  );
  return { draft, change, replace };
}
