import type { History } from "../catch-up.ts";
import type { Relay } from "./relaying.ts";
import type { ShardKeeper } from "./shard-keeper.ts";

/** What was said in a shard's servers, as its process finds it; nothing where that is away: it will begin anew. */
export function historyOfShard(keeper: Pick<ShardKeeper, "ask">, relay: Pick<Relay, "past">): History {
  return {
    recentChannels: (sinceMs) => keeper.ask("recentChannels", sinceMs).catch(() => []),
    readPage: async (channelId, beforeId) => (await keeper.ask("readPage", channelId, beforeId)).map(relay.past),
  };
}
