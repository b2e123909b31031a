import { describe, expect, it } from "vitest";
import { DiscordFault } from "../../../../src/engine/discord/faults.ts";
import { ShardsAsOne } from "../../../../src/engine/discord/gateway/shards-as-one.ts";
import type { Connection } from "../../../../src/engine/discord/gateway.ts";

function twoShards() {
  const told: Connection[] = [];
  const asOne = new ShardsAsOne(2, (connection) => told.push(connection));
  const come = (id: number, { isFresh = true, guildCount = 10 } = {}) =>
    asOne.follow(
      id,
      { state: "online", userId: "1", name: "quip", guildCount, shards: { up: 1, count: 1 }, isFresh },
      null,
    );
  const go = (id: number, fault: DiscordFault | null = null) => asOne.follow(id, null, fault);
  return { asOne, told, come, go };
}

const ended = new DiscordFault("shard", null);

describe("shards as one connection", () => {
  it("are online when the last of them is, with the servers of all", async () => {
    const { asOne, told, come } = twoShards();
    come(1, { guildCount: 3 });
    const self = { userId: "1", name: "quip", guildCount: 3 };
    expect(told).toEqual([{ state: "partly-online", self, shards: { up: 1, count: 2 }, fault: null }]);
    come(0, { guildCount: 4 });
    await asOne.online;
    const shards = { up: 2, count: 2 };
    expect(told.at(-1)).toEqual({ state: "online", ...self, guildCount: 7, shards, isFresh: true });
  });

  it("tell again when one counts other servers, which begins nothing new", () => {
    const { told, come } = twoShards();
    come(0);
    come(1);
    come(1, { guildCount: 11, isFresh: false });
    expect(told.at(-1)).toMatchObject({ guildCount: 21, isFresh: false });
  });

  it("are partly online while one is away, and have missed something where it comes back as a new session", () => {
    const { told, come, go } = twoShards();
    come(0);
    come(1);
    go(1);
    expect(told.at(-1)).toMatchObject({
      state: "partly-online",
      self: { guildCount: 10 },
      shards: { up: 1 },
      fault: null,
    });
    go(0, ended);
    expect(told.at(-1)).toMatchObject({ state: "partly-online", self: null, shards: { up: 0 }, fault: ended });
    come(0, { isFresh: true });
    come(1, { isFresh: false });
    expect(told.at(-1)).toMatchObject({ state: "online", isFresh: true });
  });

  it("are lost with one that only the owner can mend", async () => {
    const { asOne, told, come, go } = twoShards();
    come(0);
    const fault = new DiscordFault("close-4014", null);
    go(1, fault);
    await expect(asOne.online).rejects.toBe(fault);
    expect(told.at(-1)).toEqual({ state: "lost", fault });
  });

  it("are lost at their beginning with the first trouble, and not once another one is online", async () => {
    const early = twoShards();
    early.go(1, ended);
    await expect(early.asOne.online).rejects.toBe(ended);
    const later = twoShards();
    later.come(0);
    later.go(1, ended);
    expect(later.told.at(-1)).toMatchObject({ state: "partly-online", shards: { up: 1, count: 2 }, fault: ended });
    later.come(1);
    await later.asOne.online;
  });

  it("tell nothing more once they are to end", async () => {
    const { asOne, told, come, go } = twoShards();
    asOne.close();
    come(0);
    go(1, ended);
    await expect(asOne.online).rejects.toMatchObject({ faultCode: "network" });
    expect(told).toEqual([]);
  });
});
