import type { Clock } from "../ports.ts";

/** So many refused requests (401, 403, 429) in ten minutes, and Discord bans the address for a while. */
export const bannedAfterRefusals = 10_000;
const warnedEvery = 500;

/** Counts the requests that Discord has refused in its present window of ten minutes. */
export class RefusalMeter {
  readonly #clock: Clock;
  readonly #onMany: (count: number) => void;
  #count = 0;
  #windowEndsMs = Number.NEGATIVE_INFINITY;

  /** `onMany` hears of every 500th. */
  constructor(clock: Clock, onMany: (count: number) => void) {
    this.#clock = clock;
    this.#onMany = onMany;
  }

  /** Takes the count of the present window, which ends in `remainingMs`. */
  note(count: number, remainingMs: number): void {
    this.#count = count;
    this.#windowEndsMs = this.#clock.monotonic() + remainingMs;
    if (count % warnedEvery === 0) this.#onMany(count);
  }

  get count(): number {
    return this.#clock.monotonic() < this.#windowEndsMs ? this.#count : 0;
  }
}
