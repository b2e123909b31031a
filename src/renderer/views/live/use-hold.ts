import { useCallback, useState } from "react";
import { countNewer } from "./log-ids.ts";

export interface Hold {
  isHeld: boolean;
  /** Held by the owner, not only while something is being read. */
  isPaused: boolean;
  /** New entries that wait above what is shown. */
  waiting: number;
  /** Keeps what is shown in its place until `release`. */
  keep(): void;
  pause(): void;
  release(): void;
}

/** Whether the list follows what comes in, or stays with what is being read. */
export function useHold(ids: readonly number[]): Hold {
  const [held, setHeld] = useState<{ id: number; isPaused: boolean } | null>(null);
  const newestId = ids[0] ?? 0;
  const keep = useCallback(() => setHeld((before) => before ?? { id: newestId, isPaused: false }), [newestId]);
  const pause = useCallback(() => setHeld((before) => ({ id: before?.id ?? newestId, isPaused: true })), [newestId]);
  const release = useCallback(() => setHeld(null), []);
  return {
    isHeld: held !== null,
    isPaused: held?.isPaused ?? false,
    waiting: held === null ? 0 : countNewer(ids, held.id),
    ...{ keep, pause, release },
  };
}
