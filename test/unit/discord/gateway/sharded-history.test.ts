import { describe, expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import type { LivelyChannel } from "../../../../src/engine/discord/gateway/history.ts";
import type { ShardKeeper } from "../../../../src/engine/discord/gateway/shard-keeper.ts";
import { createShardedHistory } from "../../../../src/engine/discord/gateway/sharded-history.ts";

const channel = (channelId: string, lastMessageId: string): LivelyChannel => {
  return { channelId, parentChannelId: null, isInOwnThread: false, lastMessageId };
};

/** Shards that know these channels, or are away: null. */
function historyOf(...shards: (LivelyChannel[] | null)[]) {
  const asked: string[] = [];
  const keepers = shards.map((channels, id) => {
    const ask = async (name: string, ...args: unknown[]) => {
      if (channels === null) throw new DiscordFault("shard", null);
      if (name === "recentChannels") return channels;
      asked.push(`shard ${id}: ${args.join(" before ")}`);
      return [];
    };
    return { ask: ask as unknown as ShardKeeper["ask"] };
  });
  const past = () => {
    throw new Error("there is nothing to read");
  };
  return { history: createShardedHistory(keepers, { past }), asked };
}

describe("the history over shards", () => {
  it("has the newest channels first, whichever shard knows them, and passes over a shard that is away", async () => {
    const { history } = historyOf([channel("a", "900"), channel("b", "7")], null, [channel("c", "1000")]);
    expect((await history.recentChannels(0)).map(({ channelId }) => channelId)).toEqual(["c", "a", "b"]);
  });

  it("is read from the shard that told of the channel", async () => {
    const { history, asked } = historyOf([channel("a", "1")], [channel("b", "2")]);
    await history.recentChannels(0);
    await history.readPage("b", "2");
    expect(asked).toEqual(["shard 1: b before 2"]);
  });

  it("has no page of a channel of which no shard has told", async () => {
    const { history } = historyOf([]);
    await expect(history.readPage("a", null)).rejects.toMatchObject({ faultCode: "10003" });
  });
});
