import type { Engine } from "../../src/engine/engine.ts";
import type { Reply, SequencedEvent } from "../../src/shared/contract.ts";

/** An engine that answers every command with what it was asked, and says what the test tells it to. */
export interface EngineDouble extends Pick<Engine, "dispatch" | "subscribe" | "health"> {
  emit(text: string): void;
}

export function createEngineDouble(): EngineDouble {
  const listeners = new Set<(event: SequencedEvent) => void>();
  let sequence = 0;
  return {
    dispatch: async (command, input) => ({ ok: true, value: { command, input } }) as unknown as Reply,
    health: () => ({
      state: "online",
      online: true,
      shards: { up: 1, count: 1 },
      keysReady: 2,
      queueLength: 3,
      inFlight: 1,
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(text) {
      sequence += 1;
      const notice = { id: sequence, at: 0, kind: "general" as const, level: "info" as const, text };
      for (const listener of listeners) listener({ sequence, event: { type: "notice", notice } });
    },
  };
}
