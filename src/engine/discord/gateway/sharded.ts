import { REST } from "discord.js";
import type { ShardProcesses } from "../../ports.ts";
import { DiscordFault } from "../faults.ts";
import type { Gateway, GatewayOptions } from "../gateway.ts";
import { postTo } from "./delivering.ts";
import { IdentifyGate } from "./identify-gate.ts";
import { relayTo } from "./relaying.ts";
import { closeRest, sendingOptions, watchRefusals, watchSendLimits } from "./rest.ts";
import { historyOfShard } from "./shard-history.ts";
import { ShardKeeper, type ShardKeeperParts } from "./shard-keeper.ts";
import type { ParentSide } from "./shard-line.ts";
import { createShards } from "./shard-processes.ts";
import { ShardsAsOne } from "./shards-as-one.ts";

export interface ShardedGatewayOptions extends GatewayOptions {
  processes: ShardProcesses;
  shardCount: number;
  /** Discord's `max_concurrency`: so many shards may log in at once. */
  maxConcurrency: number;
  /** False once Discord allows no further log-in today. */
  mayLogIn: () => boolean;
  onLogin: () => void;
}

/**
 * A connection to Discord that is spread over processes, one for each shard. These only hear, and read history; whatever is
 * sent goes out from here, so that Discord's limits, too, are kept in one place, and an answer does not die with the process that
 * heard its question.
 */
export function openShardedGateway(options: ShardedGatewayOptions): Gateway {
  const { clock, token, restBase, readsContent, shardCount: count } = options;
  const rest = new REST({ version: "10", ...sendingOptions(restBase, options.longestHoldUpMs) }).setToken(token);
  watchSendLimits(rest, options.onSendLimit);
  watchRefusals(rest, options.onRefusal);
  const gate = new IdentifyGate(clock, options.maxConcurrency);
  const asOne = new ShardsAsOne(count, options.onConnection);
  const relay = relayTo(options, () => rest);
  const keepers = createShards(options.processes, count).map((shard): ShardKeeper => {
    const hears: Omit<ParentSide, "connection"> = {
      message: (message, standing) => relay.onMessage(message, () => standing),
      deleted: relay.onDeleted,
      use: (use, standing) => relay.onUse(use, () => standing),
      refusal: (refused, remainingMs) => options.onRefusal(refused, remainingMs, shard.id),
      async mayIdentify() {
        await gate.pass(shard.id);
        if (!options.mayLogIn()) throw new DiscordFault("sessions", null);
        options.onLogin();
      },
    };
    const opening = { token, restBase, readsContent, place: { id: shard.id, count } };
    const onChange: ShardKeeperParts["onChange"] = (presence, fault) => {
      asOne.follow(shard.id, presence, fault);
      // Its servers need not wait for those of the others.
      if (presence?.isFresh) options.onFresh(history);
    };
    const keeper = new ShardKeeper({ clock, shard, opening, hears, onChange });
    const history = historyOfShard(keeper, relay);
    return keeper;
  });
  return {
    post: (channelId, content) => postTo(rest, channelId, content),
    connect() {
      for (const keeper of keepers) keeper.start();
      return asOne.online;
    },
    async disconnect() {
      asOne.close();
      gate.close();
      await Promise.all(keepers.map((keeper) => keeper.end()));
      closeRest(rest);
    },
  };
}
