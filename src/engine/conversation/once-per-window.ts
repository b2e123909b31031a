import type { Clock } from "../ports.ts";

/** Where so many things are remembered, those whose time is over are forgotten. */
const sweepAt = 1000;

/** Lets a thing happen once in a time. */
export interface OncePerWindow {
  /** True for the first time in the window, which begins with it. */
  admit(key: string): boolean;
}

export function createOncePerWindow(clock: Clock, windowMs: () => number): OncePerWindow {
  const admittedMs = new Map<string, number>();
  const isOver = (atMs: number) => clock.monotonic() - atMs >= windowMs();

  return {
    admit(key) {
      const last = admittedMs.get(key);
      if (last !== undefined && !isOver(last)) return false;
      if (admittedMs.size >= sweepAt) {
        for (const [other, atMs] of admittedMs) if (isOver(atMs)) admittedMs.delete(other);
      }
      admittedMs.set(key, clock.monotonic());
      return true;
    },
  };
}
