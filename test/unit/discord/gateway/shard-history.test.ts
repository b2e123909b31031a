import { expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import { historyOfShard } from "../../../../src/engine/discord/gateway/shard-history.ts";
import type { ShardKeeper } from "../../../../src/engine/discord/gateway/shard-keeper.ts";

it("the history of a shard that is away names no channel, and has none to read", async () => {
  const ask = () => Promise.reject(new DiscordFault("shard", null));
  const past = () => {
    throw new Error("there is nothing to read");
  };
  const history = historyOfShard({ ask: ask as unknown as ShardKeeper["ask"] }, { past });
  expect(await history.recentChannels(0)).toEqual([]);
  await expect(history.readPage("a", null)).rejects.toMatchObject({ faultCode: "shard" });
});
