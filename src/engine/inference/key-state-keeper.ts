import { isDeepStrictEqual } from "node:util";
import { dayMs } from "../../shared/utc-time.ts";
import type { Clock } from "../ports.ts";
import type { KeyStateStore, StoredKeyState } from "./key-state-store.ts";

/** States of keys that are not in the ring are kept this long: a key may come back, and so may a broken settings file. */
const keptMs = 62 * dayMs;

/** Keeps the states of keys over a restart, and writes only what changed through this process. */
export class KeyStateKeeper {
  readonly #clock: Clock;
  readonly #store: KeyStateStore;
  /** By key id, as this process last read or wrote it. */
  readonly #known = new Map<string, StoredKeyState>();

  constructor(clock: Clock, store: KeyStateStore) {
    this.#clock = clock;
    this.#store = store;
  }

  /** What is stored of a key; null where it is ready or unknown. */
  recall(keyId: string): StoredKeyState | null {
    const found = this.#store.load().find((state) => state.keyId === keyId);
    this.#know(keyId, found ?? null);
    return found ?? null;
  }

  /** Takes the present state of each key in the ring, null for a ready one. */
  keep(states: ReadonlyMap<string, StoredKeyState | null>): void {
    const changed = [...states].filter(([keyId, state]) => !isDeepStrictEqual(state, this.#known.get(keyId) ?? null));
    if (changed.length === 0) return;
    const stored = new Map(this.#store.load().map((state) => [state.keyId, state]));
    for (const [keyId, state] of changed) {
      // That a key is ready here does not undo what another process has found out since.
      if (state) stored.set(keyId, state);
      else if (isDeepStrictEqual(stored.get(keyId), this.#known.get(keyId))) stored.delete(keyId);
      this.#know(keyId, state);
    }
    const oldest = this.#clock.now() - keptMs;
    this.#store.save([...stored.values()].filter(({ keyId, since }) => states.has(keyId) || since >= oldest));
  }

  #know(keyId: string, state: StoredKeyState | null): void {
    if (state) this.#known.set(keyId, state);
    else this.#known.delete(keyId);
  }
}
