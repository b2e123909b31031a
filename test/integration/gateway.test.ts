import { getEventListeners } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import type { Delivery } from "../../src/engine/conversation/turn.ts";
import { openGateway } from "../../src/engine/discord/gateway.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import { startFakeDiscord } from "../support/fake-discord.ts";

it("a reply leaves nothing behind on the session's signal, which lives as long as the session", async () => {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  const channel = discord.createTextChannel(discord.createGuild(), { name: "general" });
  const ann = discord.createUser({ name: "ann" });
  const heard = Promise.withResolvers<Delivery>();
  const gateway = openGateway({
    clock: createSystemClock(),
    token: discord.token,
    restBase: discord.restBase,
    readsContent: true,
    moderatorRoleNames: () => [],
    onMessage: (_message, delivery) => heard.resolve(delivery),
    longestHoldUpMs: () => 60_000,
    onDeleted: () => undefined,
    onCommand: () => undefined,
    onConnection: () => undefined,
    onFresh: () => undefined,
    onRefusal: () => undefined,
    onSendLimit: () => undefined,
  });
  onTestFinished(() => gateway.disconnect());
  await gateway.connect();
  discord.post({ channelId: channel.id, author: ann, content: "hello" });
  const delivery = await heard.promise;
  const { signal } = new AbortController();
  await delivery.reply("one", "nonce-1", signal);
  await delivery.reply("two", "nonce-2", signal);
  expect(discord.sent.map(({ content }) => content)).toEqual(["one", "two"]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
