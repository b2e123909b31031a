import { z } from "zod";
import type { StateStore } from "../storage/state-store.ts";

const stateName = "paused-guilds";

/** The servers that a moderator has paused; a pause survives a restart. */
export class PausedGuilds {
  readonly #state: StateStore;
  readonly #ids: Set<string>;

  constructor(state: StateStore) {
    this.#state = state;
    const kept = z.array(z.string()).safeParse(state.get(stateName));
    this.#ids = new Set(kept.success ? kept.data : []);
  }

  get ids(): string[] {
    return [...this.#ids];
  }

  has(guildId: string | null): boolean {
    return guildId !== null && this.#ids.has(guildId);
  }

  pause(guildId: string): void {
    this.#ids.add(guildId);
    this.#state.set(stateName, this.ids);
  }

  resume(guildId: string): void {
    this.#ids.delete(guildId);
    this.#state.set(stateName, this.ids);
  }
}
