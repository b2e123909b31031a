import { once } from "node:events";
import { Events, GatewayIntentBits, PermissionFlagsBits, SnowflakeUtil, type TextChannel } from "discord.js";
import { describe, expect, it } from "vitest";
import { login, newClient, nextMessage, startServer, textChannel } from "../support/discord-client.ts";
import type { FakeDiscord } from "../support/fake-discord.ts";

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;

describe("a bot that logs in", () => {
  it("becomes ready with its servers, channels and own permissions", async () => {
    const { discord, guild, channel } = await startServer();
    const client = await login(discord);
    expect(client.user.id).toBe(discord.botUser.id);
    expect(client.guilds.cache.get(guild.id)?.name).toBe("Test server");
    const seen = client.channels.cache.get(channel.id) as TextChannel;
    expect(seen.permissionsFor(client.user)?.has(PermissionFlagsBits.SendMessages)).toBe(true);
    expect(discord.identifiesRemaining).toBe(999);
  });

  it("is told with 401, and by the gateway with 4004, that its token is wrong", async () => {
    const { discord } = await startServer();
    await expect(newClient(discord).login("not.the.token")).rejects.toThrow(/invalid token/i);
    const socket = new WebSocket(`${discord.restBase.replace("http", "ws")}?v=10&encoding=json`);
    await once(socket, "message");
    socket.send(JSON.stringify({ op: 2, d: { token: "not.the.token", intents: 1, properties: {} } }));
    expect(await discord.waitForGateway("closed")).toMatchObject({ code: 4004 });
  });

  it("loses its connection with 4004 for good when the token is reset", async () => {
    const { discord } = await startServer();
    const client = await login(discord);
    const disconnected = once(client, Events.ShardDisconnect);
    discord.resetToken();
    expect((await disconnected)[0]).toMatchObject({ code: 4004 });
    await expect(newClient(discord).login(discord.token)).rejects.toThrow(/invalid token/i);
  });

  it("is closed with 4014 for an intent that is not switched on, which the application's flags foretell", async () => {
    const { discord } = await startServer({ privilegedIntents: [] });
    await expect(newClient(discord).login(discord.token)).rejects.toThrow("Used disallowed intents");
    expect(await discord.waitForGateway("closed")).toMatchObject({ code: 4014 });

    const modest = await login(discord, { intents: [Guilds, GuildMessages] });
    expect((await modest.application.fetch()).flags.bitfield).toBe(0);
    discord.setPrivilegedIntents("MessageContent");
    expect((await modest.application.fetch()).flags.has("GatewayMessageContentLimited")).toBe(true);
  });

  it("is closed with 4013 for intents that do not exist", async () => {
    const { discord } = await startServer();
    await expect(newClient(discord, { intents: 1 << 30 }).login(discord.token)).rejects.toThrow("Used invalid intents");
    expect(await discord.waitForGateway("closed")).toMatchObject({ code: 4013 });
  });
});

describe("a message", () => {
  it("arrives with author, member, mentions and the message it answers", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const helper = discord.createRole(guild, { name: "helper", mentionable: true });
    const ben = discord.addMember(guild, { name: "ben", nick: "Benny", roles: [helper] });
    const client = await login(discord);
    const first = discord.post({ channelId: channel.id, author: ann, content: "hi" });
    await nextMessage(client);
    const arriving = nextMessage(client);
    discord.post({
      channelId: channel.id,
      author: ben,
      content: `<@&${helper.id}> look`,
      mentions: [discord.botUser],
      replyTo: first,
    });
    const message = await arriving;
    expect(message.content).toBe(`<@${discord.botUser.id}> <@&${helper.id}> look`);
    expect(message.member?.displayName).toBe("Benny");
    expect([...message.mentions.users.keys()].sort()).toEqual([discord.botUser.id, ann.id].sort());
    expect(message.mentions.roles.has(helper.id)).toBe(true);
    expect(message.reference?.messageId).toBe(first.id);
    expect(message.mentions.repliedUser?.displayName).toBe("Ann");
    expect(Math.abs(SnowflakeUtil.timestampFrom(message.id) - Date.now())).toBeLessThan(5_000);
  });

  it("is edited and deleted before the bot's eyes", async () => {
    const { discord, channel, ann } = await startServer();
    const client = await login(discord);
    const message = discord.post({ channelId: channel.id, author: ann, content: "helo" });
    await nextMessage(client);
    const updated = once(client, Events.MessageUpdate);
    discord.editMessage(message, "hello");
    expect((await updated)[1]).toMatchObject({ content: "hello" });
    const deleted = once(client, Events.MessageDelete);
    discord.deleteMessage(message);
    expect((await deleted)[0]).toMatchObject({ id: message.id });
  });

  it("comes from bots and webhooks as such, and from direct messages", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const rival = discord.addMember(guild, { name: "rival", bot: true });
    const client = await login(discord, { intents: [Guilds, GuildMessages, DirectMessages] });
    discord.post({ channelId: channel.id, author: rival, content: "beep" });
    expect((await nextMessage(client)).author.bot).toBe(true);
    discord.post({ channelId: channel.id, author: rival, content: "news", webhook: true });
    expect((await nextMessage(client)).webhookId).toBe(rival.id);
    discord.post({ channelId: discord.openDirectMessage(ann).id, author: ann, content: "psst" });
    const direct = await nextMessage(client);
    expect(direct).toMatchObject({ content: "psst", guildId: null });
  });

  it("has no content without the MessageContent intent, unless it mentions the bot or answers it", async () => {
    const { discord, channel, ann } = await startServer({ privilegedIntents: [] });
    const client = await login(discord, { intents: [Guilds, GuildMessages] });
    const own = await (await textChannel(client, channel.id)).send("mine");
    const say = async (post: Partial<Parameters<FakeDiscord["post"]>[0]>) => {
      const arriving = nextMessage(client);
      discord.post({ channelId: channel.id, author: ann, content: "secret", ...post });
      return (await arriving).content;
    };
    expect(own.content).toBe("mine");
    expect(await say({})).toBe("");
    expect(await say({ content: "@everyone secret" })).toBe("");
    expect(await say({ mentions: [discord.botUser] })).toContain("secret");
    expect(await say({ replyTo: own })).toBe("secret");
    expect(await say({ replyTo: own, pingReply: false })).toBe("");
    const history = await own.channel.messages.fetch({ limit: 5, cache: false });
    expect(history.last()?.content).toBe("");
  });

  it("does not come at all without GuildMessages, or from a channel that the bot cannot see", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const hidden = discord.createTextChannel(guild, {
      name: "staff",
      overwrites: [{ target: guild.id, deny: ["ViewChannel"] }],
    });
    const seeing = await login(discord);
    const blind = await login(discord, { intents: [Guilds] });
    const heard: string[] = [];
    blind.on(Events.MessageCreate, (message) => heard.push(message.content));
    const arriving = nextMessage(seeing);
    discord.post({ channelId: hidden.id, author: ann, content: "hidden" });
    discord.post({ channelId: channel.id, author: ann, content: "open" });
    expect((await arriving).content).toBe("open");
    expect(heard).toEqual([]);
  });
});

describe("a connection that breaks", () => {
  it("resumes and gets what it missed exactly once", async () => {
    const { discord, channel, ann } = await startServer();
    const client = await login(discord);
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => heard.push(message.content));
    discord.post({ channelId: channel.id, author: ann, content: "before" });
    await nextMessage(client);
    discord.dropConnections();
    await discord.waitForGateway("closed");
    discord.post({ channelId: channel.id, author: ann, content: "missed 1" });
    discord.post({ channelId: channel.id, author: ann, content: "missed 2" });
    await once(client, Events.ShardResume);
    const last = nextMessage(client);
    discord.post({ channelId: channel.id, author: ann, content: "after" });
    await last;
    expect(heard).toEqual(["before", "missed 1", "missed 2", "after"]);
    expect(await discord.waitForGateway("resumed")).toMatchObject({ replayed: 2 });
    expect(discord.identifiesRemaining).toBe(999);
  });

  it("resumes when it is told to reconnect", async () => {
    const { discord } = await startServer();
    const client = await login(discord);
    const resumed = once(client, Events.ShardResume);
    discord.askToReconnect();
    await resumed;
    expect(discord.connectionCount).toBe(1);
  });

  it("is recognized as a zombie when heartbeats are no longer acknowledged, and resumed", async () => {
    const { discord, channel, ann } = await startServer({ heartbeatIntervalMs: 100 });
    const client = await login(discord);
    await discord.waitForGateway("heartbeat");
    discord.freezeConnections();
    discord.post({ channelId: channel.id, author: ann, content: "unheard" });
    expect((await nextMessage(client)).content).toBe("unheard");
    expect(await discord.waitForGateway("closed")).toMatchObject({ code: 4200 });
  });

  it("identifies afresh when its session is invalid, by op 9 or on resume", async () => {
    const { discord } = await startServer();
    const client = await login(discord);
    discord.invalidateSessions();
    const second = await discord.waitForGateway("identified", { skip: 1 });
    await once(client, Events.ShardReady);
    discord.forgetSessions();
    discord.dropConnections(4000);
    await discord.waitForGateway("refused-resume", { timeoutMs: 2_000 });
    const third = await discord.waitForGateway("identified", { skip: 2 });
    // A client destroyed while it identifies would connect once more; that is discord.js's affair, not this test's.
    await once(client, Events.ShardReady);
    expect(third.sessionId).not.toBe(second.sessionId);
    expect(discord.identifiesRemaining).toBe(997);
  });
});
