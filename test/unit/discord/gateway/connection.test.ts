import { EventEmitter } from "node:events";
import type { Client } from "discord.js";
import { describe, expect, it } from "vitest";
import { type OwnConnection, watchConnection } from "../../../../src/engine/discord/gateway/connection.ts";

/** A client with two connections, both online. */
function twoConnections() {
  const client = Object.assign(new EventEmitter(), {
    isReady: () => true,
    user: { id: "1", username: "quip" },
    guilds: { cache: new Map([["10", {}]]) },
    ws: { shards: new Map([0, 1].map((id) => [id, {}])) },
  });
  const told: OwnConnection[] = [];
  const link = watchConnection(client as unknown as Client, (connection) => told.push(connection));
  for (const id of [0, 1]) client.emit("shardReady", id);
  told.length = 0;
  return { client, told, link };
}

describe("the connections of one process", () => {
  it("are online when the last that was away is back", () => {
    const { client, told } = twoConnections();
    client.emit("shardReconnecting", 0);
    client.emit("shardReconnecting", 1);
    client.emit("shardResume", 1);
    client.emit("guildCreate", {});
    expect(told).toEqual([1, 0, 1].map((up) => ({ state: "reconnecting", shards: { up, count: 2 } })));
    client.emit("shardResume", 0);
    expect(told.at(-1)).toMatchObject({ state: "online", shards: { up: 2, count: 2 }, isFresh: false });
  });

  it("have missed something where one of them came back as a new session", () => {
    const { client, told } = twoConnections();
    client.emit("shardReconnecting", 0);
    client.emit("shardReconnecting", 1);
    client.emit("shardReady", 1);
    client.emit("shardResume", 0);
    expect(told.at(-1)).toMatchObject({ state: "online", isFresh: true });
  });

  it("are told of no more once the session is closed", () => {
    const { client, told, link } = twoConnections();
    link.isClosed = true;
    client.emit("shardReconnecting", 0);
    expect(told).toEqual([]);
  });
});
