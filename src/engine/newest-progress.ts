import type { Cancel, Clock } from "./ports.ts";

/** What is told within this time reaches the listener as one. */
const settleMs = 50;

/** Hands on the newest of what is told, and no more often than it can be shown. */
export class NewestProgress<Progress = unknown> {
  readonly #clock: Clock;
  #hear: ((progress: Progress) => void) | undefined;
  #read: (() => Progress) | null = null;
  #cancelTimer: Cancel = () => undefined;

  /** Without `hear` nothing is read. */
  constructor(clock: Clock, hear: ((progress: Progress) => void) | undefined) {
    this.#clock = clock;
    this.#hear = hear;
  }

  tell(read: () => Progress): void {
    if (!this.#hear) return;
    if (this.#read === null) this.#cancelTimer = this.#clock.after(settleMs, () => this.#handOn());
    this.#read = read;
  }

  /** Hands on what waits; what is told later comes too late to be heard. */
  end(): void {
    this.#cancelTimer();
    this.#handOn();
    this.#hear = undefined;
  }

  #handOn(): void {
    const read = this.#read;
    this.#read = null;
    if (read) this.#hear?.(read());
  }
}
