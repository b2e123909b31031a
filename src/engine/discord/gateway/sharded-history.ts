import { DiscordFault } from "../faults.ts";
import type { Gateway } from "../gateway.ts";
import { byNewest } from "./history.ts";
import type { Relay } from "./relaying.ts";
import type { ShardKeeper } from "./shard-keeper.ts";

type Keeper = Pick<ShardKeeper, "ask">;

/** What was said before the session, as the shards' processes find it; one that is away is passed over. */
export function createShardedHistory(
  keepers: readonly Keeper[],
  relay: Pick<Relay, "past">,
): Pick<Gateway, "recentChannels" | "readPage"> {
  /** Whose each channel is of which a shard has told. */
  const homes = new Map<string, Keeper>();
  return {
    async recentChannels(sinceMs) {
      const told = await Promise.all(
        keepers.map(async (keeper) => {
          const channels = await keeper.ask("recentChannels", sinceMs).catch(() => []);
          for (const { channelId } of channels) homes.set(channelId, keeper);
          return channels;
        }),
      );
      return told.flat().sort(byNewest);
    },
    async readPage(channelId, beforeId) {
      const home = homes.get(channelId);
      if (home === undefined) throw new DiscordFault("10003", null);
      return (await home.ask("readPage", channelId, beforeId)).map(relay.past);
    },
  };
}
