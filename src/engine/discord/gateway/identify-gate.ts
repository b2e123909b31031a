import type { Cancel, Clock } from "../../ports.ts";

/** Discord lets one connection of each group log in every five seconds; the way there is not always equally long. */
const intervalMs = 5500;

/** Lets the connections of one bot log in as fast as Discord allows, whichever process they are in. */
export class IdentifyGate {
  readonly #clock: Clock;
  readonly #groups: number;
  /** When each group may log in next, monotonic, ms. */
  readonly #freeAtMs = new Map<number, number>();
  readonly #cancels = new Set<Cancel>();

  /** `groups`: Discord's `max_concurrency`; shards of the same rest by it are in one group. */
  constructor(clock: Clock, groups: number) {
    this.#clock = clock;
    this.#groups = groups;
  }

  /** Resolves when the shard may log in. */
  pass(shardId: number): Promise<void> {
    const group = shardId % this.#groups;
    const nowMs = this.#clock.monotonic();
    const atMs = Math.max(nowMs, this.#freeAtMs.get(group) ?? nowMs);
    this.#freeAtMs.set(group, atMs + intervalMs);
    return new Promise((resolve) => {
      const cancel = this.#clock.after(atMs - nowMs, () => {
        this.#cancels.delete(cancel);
        resolve();
      });
      this.#cancels.add(cancel);
    });
  }

  /** Whoever still waits waits for ever. */
  close(): void {
    for (const cancel of this.#cancels) cancel();
  }
}
