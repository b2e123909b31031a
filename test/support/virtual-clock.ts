import type { Cancel, Clock } from "../../src/engine/ports.ts";

interface Timer {
  /** Monotonic moment, ms. */
  at: number;
  task: () => void;
}

interface RunOptions {
  /** Timers farther away than this are left alone: a back-off passes, the time-out of a call at work does not. */
  upToMs: number;
}

/** How often waiting work may take up its thread between two timers. */
const turnsToSettle = 10;
/** A promise that real time does not settle in this time never will, ms. */
const patienceMs = 10_000;

/** Time that passes only when told to. Timers run in the order of their moments, and after each the waiting promises. */
export class VirtualClock implements Clock {
  #monotonic = 0;
  #offset: number;
  #timers: Timer[] = [];

  /** @param startAt wall time at the start, ms since the epoch or an ISO date */
  constructor(startAt: number | string = "2026-03-14T09:20:00Z") {
    this.#offset = typeof startAt === "string" ? Date.parse(startAt) : startAt;
  }

  now(): number {
    // A real wall clock tells whole milliseconds.
    return Math.floor(this.#offset + this.#monotonic);
  }

  monotonic(): number {
    return this.#monotonic;
  }

  after(delayMs: number, task: () => void): Cancel {
    const timer = { at: this.#monotonic + Math.max(0, delayMs), task };
    const later = this.#timers.findIndex(({ at }) => at > timer.at);
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Delays until the waiting timers, ms, the nearest first. */
  get delays(): number[] {
    return this.#timers.map(({ at }) => at - this.#monotonic);
  }

  /** Lets time pass; resolves when everything that became due has run. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    while (this.#fireNext(end)) await settle();
    this.#monotonic = end;
    await settle();
  }

  /** Lets time pass up to a wall time, ms since the epoch or an ISO date. */
  advanceTo(at: number | string): Promise<void> {
    return this.advance((typeof at === "string" ? Date.parse(at) : at) - this.now());
  }

  /** As `advance`, but without letting promises run between the timers: for tests that are synchronous themselves. */
  advanceSync(ms: number): void {
    const end = this.#monotonic + ms;
    while (this.#fireNext(end));
    this.#monotonic = end;
  }

  /** Sets the wall clock by `ms` forwards or, negative, back. Timers and the monotonic time do not notice. */
  stepWallClock(ms: number): void {
    this.#offset += ms;
  }

  /**
   * Runs the near timers as they appear until the work is done; sockets are given real time. Rejects when the work
   * does, or when it waits for something that never comes.
   */
  async run<Result>(work: Promise<Result>, { upToMs }: RunOptions): Promise<Result> {
    let done = false;
    const finish = () => {
      done = true;
    };
    work.then(finish, finish);
    const startedAt = performance.now();
    while (!done) {
      await settle();
      if (done) break;
      const fired = this.#fireNext(this.#monotonic + upToMs);
      if (!fired && performance.now() - startedAt > patienceMs) throw new Error("the work never came to its end");
    }
    return work;
  }

  #fireNext(end: number): boolean {
    const next = this.#timers[0];
    if (!next || next.at > end) return false;
    this.#timers.shift();
    this.#monotonic = Math.max(this.#monotonic, next.at);
    next.task();
    return true;
  }
}

/** Lets promises and sockets on this machine go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
