import { minuteMs } from "../../shared/utc-time.ts";
import type { Clock } from "../ports.ts";

const watchedMs = 10 * minuteMs;

/** Requests within the time from `sinceMs` (ms since the epoch) to now. */
export interface Pace {
  sinceMs: number;
  requests: number;
}

/** Counts the requests of the last ten minutes: a rush shows here long before it shows in the hour's sum. */
export class RecentPace {
  readonly #clock: Clock;
  readonly #beganAt: number;
  /** By the start of their minute. */
  readonly #minutes = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#beganAt = clock.now();
  }

  add(requests: number): void {
    const minute = startOfMinute(this.#clock.now());
    const known = this.#minutes.get(minute);
    if (known === undefined) this.#forgetOld(minute);
    this.#minutes.set(minute, (known ?? 0) + requests);
  }

  get current(): Pace {
    const now = this.#clock.now();
    const sinceMs = Math.min(now, Math.max(this.#beganAt, startOfMinute(now - watchedMs) + minuteMs));
    let requests = 0;
    for (const [minute, count] of this.#minutes) {
      if (minute > sinceMs - minuteMs && minute <= now) requests += count;
    }
    return { sinceMs, requests };
  }

  /** After a step back of the clock, minutes that are yet to come are forgotten too. */
  #forgetOld(minute: number): void {
    for (const other of this.#minutes.keys()) {
      if (other > minute || other <= minute - watchedMs) this.#minutes.delete(other);
    }
  }
}

function startOfMinute(at: number): number {
  return Math.floor(at / minuteMs) * minuteMs;
}
