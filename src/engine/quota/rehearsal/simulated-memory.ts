import type { ExchangeStore } from "../../conversation/memory.ts";
import type { ExchangeGroup, RememberedExchange } from "../../storage/memory-store.ts";

/** The owner can set no more. */
const maxTurns = 20;

/**
 * What the rehearsed bot remembers, for it costs characters with each question; as much as the owner's settings ask for.
 * Nobody replies to the bot in a rehearsal, so there are no chains of replies.
 */
export function createSimulatedMemory(): ExchangeStore {
  const groups = new Map<string, RememberedExchange[]>();
  const keep = (group: string, exchange: RememberedExchange) =>
    groups.set(group, [...(groups.get(group) ?? []), exchange].slice(-maxTurns));
  return {
    recall(group, { turns, sinceMs }) {
      const kept = (groups.get(nameOf(group)) ?? []).filter(({ at }) => at >= sinceMs);
      return kept.slice(Math.max(0, kept.length - turns)).map(({ question, answer }) => ({ question, answer }));
    },
    remember(exchange) {
      keep(nameOf({ of: "channel", ...exchange }), exchange);
      keep(nameOf({ of: "member", ...exchange }), exchange);
    },
  };
}

function nameOf(group: ExchangeGroup): string {
  if (group.of === "channel") return `channel ${group.channelId}`;
  if (group.of === "thread") return `channel ${group.threadId}`;
  return group.of === "member" ? `member ${group.guildId} ${group.authorId}` : `reply ${group.messageId}`;
}
