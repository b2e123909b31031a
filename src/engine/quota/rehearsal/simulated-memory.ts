import type { Exchange, ExchangeStore } from "../../conversation/memory.ts";

/** The owner can set no more. */
const maxTurns = 20;

/** What the rehearsed bot remembers, for it costs characters with each question; as much as the owner's settings ask for. */
export function createSimulatedMemory(): ExchangeStore {
  const byChannel = new Map<string, Exchange[]>();
  return {
    recall: (channelId, turns) => (turns === 0 ? [] : (byChannel.get(channelId) ?? []).slice(-turns)),
    remember(channelId, { question, answer }) {
      byChannel.set(channelId, [...(byChannel.get(channelId) ?? []), { question, answer }].slice(-maxTurns));
    },
  };
}
