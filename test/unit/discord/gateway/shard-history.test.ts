import { describe, expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import { historyOfShard } from "../../../../src/engine/discord/gateway/shard-history.ts";
import type { ShardKeeper } from "../../../../src/engine/discord/gateway/shard-keeper.ts";

/** The history of a shard whose process answers everything with this fault. */
function historyWith(faultCode: string) {
  const ask = () => Promise.reject(new DiscordFault(faultCode, null));
  const past = () => {
    throw new Error("there is nothing to read");
  };
  return historyOfShard({ ask: ask as unknown as ShardKeeper["ask"] }, { past });
}

describe("the history of a shard", () => {
  it("holds nothing while its process is away", async () => {
    const history = historyWith("shard");
    expect([await history.recentChannels(0), await history.readPage("a", null)]).toEqual([[], []]);
  });

  it("tells what Discord refuses to it", async () => {
    await expect(historyWith("50001").readPage("a", null)).rejects.toMatchObject({ faultCode: "50001" });
  });
});
