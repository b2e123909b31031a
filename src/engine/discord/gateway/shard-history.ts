import type { History } from "../catch-up.ts";
import { DiscordFault } from "../faults.ts";
import type { Relay } from "./relaying.ts";
import type { ShardKeeper } from "./shard-keeper.ts";

/** What was said in a shard's servers, as its process finds it; nothing where that is away: its successor is asked again. */
export function historyOfShard(keeper: Pick<ShardKeeper, "ask">, relay: Pick<Relay, "past">): History {
  return {
    recentChannels: (sinceMs) => keeper.ask("recentChannels", sinceMs).catch(unlessRefused),
    async readPage(channelId, beforeId) {
      const heard = await keeper.ask("readPage", channelId, beforeId).catch(unlessRefused);
      return heard.map(relay.past);
    },
  };
}

/** Nothing in place of an answer that the process owes; throws what Discord has refused to it. */
function unlessRefused(thrown: unknown): never[] {
  if (thrown instanceof DiscordFault && thrown.faultCode === "shard") return [];
  throw thrown;
}
