import type { Cancel, Clock } from "./ports.ts";

/** What is told within this time reaches the listener as one. */
const settleMs = 50;

interface NewestProgressParts<Progress> {
  clock: Clock;
  /** Without it nothing is read. */
  hear: ((progress: Progress) => void) | undefined;
  /** Hears what `hear` or what is read throws, which ends the telling. */
  onTrouble: (thrown: unknown) => void;
}

/** Hands on the newest of what is told, and no more often than it can be shown. Never throws. */
export class NewestProgress<Progress = unknown> {
  readonly #clock: Clock;
  readonly #onTrouble: (thrown: unknown) => void;
  #hear: ((progress: Progress) => void) | undefined;
  #read: (() => Progress) | null = null;
  #cancelTimer: Cancel = () => undefined;

  constructor({ clock, hear, onTrouble }: NewestProgressParts<Progress>) {
    this.#clock = clock;
    this.#hear = hear;
    this.#onTrouble = onTrouble;
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
    if (!read) return;
    try {
      this.#hear?.(read());
    } catch (thrown) {
      this.#hear = undefined;
      this.#onTrouble(thrown);
    }
  }
}
