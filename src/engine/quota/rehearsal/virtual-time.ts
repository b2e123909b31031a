import TinyQueue from "tinyqueue";
import type { Cancel, Clock } from "../../ports.ts";

interface Timer {
  /** Monotonic moment, ms. */
  at: number;
  /** Timers of the same moment go off in the order in which they were set. */
  order: number;
  /** Null once it was cancelled. */
  task: (() => void) | null;
}

/** A clock that jumps from timer to timer: a day passes as fast as its events can be worked on. */
export class VirtualTime implements Clock {
  readonly #startAt: number;
  readonly #timers = new TinyQueue<Timer>([], (a, b) => a.at - b.at || a.order - b.order);
  #nowMs = 0;
  #order = 0;

  /** @param startAt wall time of the beginning, ms since the epoch */
  constructor(startAt: number) {
    this.#startAt = startAt;
  }

  now(): number {
    // A real wall clock tells whole milliseconds.
    return Math.floor(this.#startAt + this.#nowMs);
  }

  monotonic(): number {
    return this.#nowMs;
  }

  after(delayMs: number, task: () => void): Cancel {
    this.#order += 1;
    const timer: Timer = { at: this.#nowMs + Math.max(0, delayMs), order: this.#order, task };
    this.#timers.push(timer);
    return () => {
      timer.task = null;
    };
  }

  /** Jumps to the next timer and runs it; false where there is none. */
  runNext(): boolean {
    for (let next = this.#timers.pop(); next !== undefined; next = this.#timers.pop()) {
      if (next.task === null) continue;
      this.#nowMs = next.at;
      next.task();
      return true;
    }
    return false;
  }
}
