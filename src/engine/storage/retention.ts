import type { Cancel, Clock } from "../ports.ts";
import type { Stores } from "./stores.ts";

const intervalMs = 3_600_000;
const dayMs = 86_400_000;

interface RetentionParts {
  clock: Clock;
  stores: Pick<Stores, "deleteOlderThan">;
  /** How long the owner wants records kept, days; null while nobody knows, and then nothing is deleted. */
  retentionDays: () => number | null;
}

/** Forgets what is too old, every hour and whenever the owner wants less kept. */
export class Retention {
  readonly #parts: RetentionParts;
  #appliedDays: number | null = null;
  #cancel: Cancel = () => undefined;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#apply();
  }

  followSettings(): void {
    if (this.#parts.retentionDays() !== this.#appliedDays) this.#apply();
  }

  stop(): void {
    this.#cancel();
  }

  #apply(): void {
    const { clock, stores, retentionDays } = this.#parts;
    this.#cancel();
    this.#appliedDays = retentionDays();
    if (this.#appliedDays !== null) stores.deleteOlderThan(clock.now() - this.#appliedDays * dayMs);
    this.#cancel = clock.after(intervalMs, () => this.#apply());
  }
}
