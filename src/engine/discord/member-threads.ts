import { z } from "zod";
import type { Clock } from "../ports.ts";
import type { StateStore } from "../storage/state-store.ts";

const stateName = "member-threads";
const keptSchema = z.object({ day: z.string(), threads: z.record(z.string(), z.string()) });

/** The UTC day, as `2026-01-31`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Which thread a member has today in a channel; known over a restart, forgotten with the UTC day. */
export class MemberThreads {
  readonly #clock: Clock;
  readonly #state: Pick<StateStore, "get" | "set">;
  #day: string;
  #threads: Map<string, string>;

  constructor(clock: Clock, state: Pick<StateStore, "get" | "set">) {
    this.#clock = clock;
    this.#state = state;
    const kept = keptSchema.safeParse(state.get(stateName));
    this.#day = kept.success ? kept.data.day : "";
    this.#threads = new Map(kept.success ? Object.entries(kept.data.threads) : []);
    this.#turnDay();
  }

  /** The thread's id; null where there is none today. */
  find(channelId: string, authorId: string): string | null {
    this.#turnDay();
    return this.#threads.get(keyOf(channelId, authorId)) ?? null;
  }

  remember(channelId: string, authorId: string, threadId: string): void {
    this.#turnDay();
    this.#threads.set(keyOf(channelId, authorId), threadId);
    this.#keep();
  }

  /** Forgets the member's threads, in one channel or in all. */
  forget(authorId: string, channelId?: string): void {
    const ending = `/${authorId}`;
    for (const key of [...this.#threads.keys()]) {
      if (channelId === undefined ? key.endsWith(ending) : key === keyOf(channelId, authorId))
        this.#threads.delete(key);
    }
    this.#keep();
  }

  #turnDay(): void {
    const today = dayOf(this.#clock.now());
    if (today === this.#day) return;
    this.#day = today;
    const isEmpty = this.#threads.size === 0;
    this.#threads = new Map();
    if (!isEmpty) this.#keep();
  }

  #keep(): void {
    this.#state.set(stateName, { day: this.#day, threads: Object.fromEntries(this.#threads) });
  }
}

function keyOf(channelId: string, authorId: string): string {
  return `${channelId}/${authorId}`;
}
