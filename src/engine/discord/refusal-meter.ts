import type { Clock } from "../ports.ts";

/** So many refused requests (401, 403, 429) in ten minutes, and Discord bans the address for a while. */
export const bannedAfterRefusals = 10_000;
const warnedEvery = 500;

/** Counts the requests that Discord has refused in its present window of ten minutes, over all processes: it counts by the address. */
export class RefusalMeter {
  readonly #clock: Clock;
  readonly #onMany: (sentence: string) => void;
  /** By shard, where that has a process of its own. */
  readonly #windows = new Map<number | "own", { count: number; endsMs: number }>();

  /** `onMany` hears of every 500th. */
  constructor(clock: Clock, onMany: (sentence: string) => void) {
    this.#clock = clock;
    this.#onMany = onMany;
  }

  /** Takes the count of a process's present window, which ends in `remainingMs`. */
  note(count: number, remainingMs: number, process: number | "own" = "own"): void {
    this.#windows.set(process, { count, endsMs: this.#clock.monotonic() + remainingMs });
    if (this.count % warnedEvery === 0) this.#onMany(sentenceFor(this.count));
  }

  get count(): number {
    const nowMs = this.#clock.monotonic();
    const open = [...this.#windows.values()].filter(({ endsMs }) => endsMs > nowMs);
    return open.reduce((sum, { count }) => sum + count, 0);
  }
}

function sentenceFor(count: number): string {
  return `Discord has refused ${count} requests in ten minutes; at 10,000 it bans this address. Look at Failures.`;
}
