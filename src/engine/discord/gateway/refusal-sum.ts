import type { Clock } from "../../ports.ts";

/** Adds up the requests that Discord has refused to several processes: it counts by the address, which they share. */
export class RefusalSum {
  readonly #clock: Clock;
  readonly #onRefusal: (count: number, remainingMs: number) => void;
  readonly #windows = new Map<number | "own", { count: number; endsMs: number }>();

  /** `onRefusal` hears the sum, and when the last window ends. */
  constructor(clock: Clock, onRefusal: (count: number, remainingMs: number) => void) {
    this.#clock = clock;
    this.#onRefusal = onRefusal;
  }

  /** Takes the count of a process's present window, which ends in `remainingMs`. */
  note(process: number | "own", count: number, remainingMs: number): void {
    const nowMs = this.#clock.monotonic();
    this.#windows.set(process, { count, endsMs: nowMs + remainingMs });
    const open = [...this.#windows.values()].filter(({ endsMs }) => endsMs > nowMs);
    const sum = open.reduce((total, window) => total + window.count, 0);
    this.#onRefusal(sum, Math.max(...open.map(({ endsMs }) => endsMs - nowMs)));
  }
}
