import { dayMs, hourMs } from "../../shared/utc-time.ts";
import type { Cancel, Clock } from "../ports.ts";
import type { Stores } from "./stores.ts";

interface RetentionParts {
  clock: Clock;
  stores: Pick<Stores, "deleteOlderThan">;
  /** How long the owner wants things kept; null while nobody knows, and then nothing is deleted. */
  keptFor: () => KeptFor | null;
}

interface KeptFor {
  retentionDays: number;
  /** What the bot remembers of conversations, hours. */
  memoryHours: number;
}

/** Forgets what is too old, every hour and whenever the owner wants less kept. */
export class Retention {
  readonly #parts: RetentionParts;
  #applied: KeptFor | null = null;
  #cancel: Cancel = () => undefined;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#apply();
  }

  followSettings(): void {
    const wanted = this.#parts.keptFor();
    const isSame =
      wanted?.retentionDays === this.#applied?.retentionDays && wanted?.memoryHours === this.#applied?.memoryHours;
    if (!isSame) this.#apply();
  }

  stop(): void {
    this.#cancel();
  }

  #apply(): void {
    const { clock, stores, keptFor } = this.#parts;
    this.#cancel();
    this.#applied = keptFor();
    if (this.#applied !== null) {
      const { retentionDays, memoryHours } = this.#applied;
      const now = clock.now();
      stores.deleteOlderThan(now - retentionDays * dayMs, now - memoryHours * hourMs);
    }
    this.#cancel = clock.after(hourMs, () => this.#apply());
  }
}
