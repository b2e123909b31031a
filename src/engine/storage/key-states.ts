import { z } from "zod";
import { type KeyStateStore, storedKeyStateSchema } from "../inference/key-state-store.ts";
import type { StateStore } from "./state-store.ts";

const stateName = "key-states";

/** Keeps the states of resting and dead keys over a restart. */
export function createKeyStateStore(state: StateStore): KeyStateStore {
  return {
    load() {
      const kept = z.array(storedKeyStateSchema).safeParse(state.getFresh(stateName));
      return kept.success ? kept.data : [];
    },
    save: (states) => state.set(stateName, states),
  };
}
