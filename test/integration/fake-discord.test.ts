import { Events, type TextChannel } from "discord.js";
import { describe, expect, it } from "vitest";
import { login, refusalOf, startServer, textChannel } from "../support/discord-client.ts";
import { startFakeDiscord } from "../support/fake-discord.ts";

describe("a reply", () => {
  it("is written down with its reference and allowed mentions, and comes back over the gateway", async () => {
    const { discord, channel, ann } = await startServer();
    const client = await login(discord);
    client.on(Events.MessageCreate, async (message) => {
      if (message.author.bot) return;
      await message.reply({ content: "hello Ann", allowedMentions: { parse: [], repliedUser: false } });
    });
    const question = discord.post({ channelId: channel.id, author: ann, content: "hello?" });
    const sent = await discord.waitForSent((message) => message.channelId === channel.id);
    expect(sent).toMatchObject({
      content: "hello Ann",
      message_reference: { message_id: question.id },
      allowed_mentions: { parse: [], replied_user: false },
      pinged: { everyone: false, users: [], roles: [], repliedUser: false },
    });
    expect(discord.sent).toHaveLength(1);
  });

  it("to a message that is gone is refused, or becomes an ordinary message when it may", async () => {
    const { discord, channel } = await startServer();
    const client = await login(discord);
    const target = await textChannel(client, channel.id);
    const reply = (failIfNotExists: boolean) =>
      target.send({ content: "late", reply: { messageReference: "123456789012345678", failIfNotExists } });
    const error = await refusalOf(reply(true));
    expect(error).toMatchObject({ status: 400, code: 50035 });
    expect(error.message).toContain("message_reference[REPLIES_UNKNOWN_MESSAGE]: Unknown message");
    expect((await reply(false)).reference).toBeNull();
  });

  it("with an enforced nonce appears once, however often it is sent", async () => {
    const { discord, channel } = await startServer();
    const target = await textChannel(await login(discord), channel.id);
    const answer = { content: "once", nonce: "turn-17", enforceNonce: true };
    discord.failNext({ method: "POST", path: /\/messages$/, how: "lose-answer" });
    // discord.js retries after a reset or a time-out by itself, but not after a connection closed without an answer.
    await expect(target.send(answer)).rejects.toThrow("other side closed");
    const again = await target.send(answer);
    expect(discord.sent.map(({ id }) => id)).toEqual([again.id]);
    const tooLong = await refusalOf(target.send({ content: "x", nonce: "n".repeat(26), enforceNonce: true }));
    expect(tooLong.message).toContain("nonce[NONCE_TYPE_TOO_LONG]");
  });

  it("calls exactly those whom its allowed mentions let it call", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const role = discord.createRole(guild, { name: "helper", mentionable: true });
    const locked = discord.createRole(guild, { name: "staff" });
    const client = await login(discord);
    const question = discord.post({ channelId: channel.id, author: ann, content: "?" });
    const target = await textChannel(client, channel.id);
    const content = `@everyone <@${ann.id}> <@&${role.id}> and \`<@1>\``;
    const reply = { messageReference: question.id };
    await target.send({ content, reply });
    await target.send({ content, reply, allowedMentions: { parse: [] } });
    await target.send({ content, reply, allowedMentions: { users: [ann.id], repliedUser: true } });
    expect(discord.sent.map(({ pinged }) => pinged)).toEqual([
      { everyone: true, users: [ann.id], roles: [role.id], repliedUser: true },
      { everyone: false, users: [], roles: [], repliedUser: false },
      { everyone: false, users: [ann.id], roles: [], repliedUser: true },
    ]);
    discord.setRolePermissions(guild, guild.roles.get(guild.id) ?? role, ["ViewChannel", "SendMessages"]);
    await target.send(`@here <@&${locked.id}>`);
    expect(discord.sent[3]?.pinged).toMatchObject({ everyone: false, roles: [] });
  });

  it("calls again when an edit leaves its allowed mentions open", async () => {
    const { discord, channel, ann } = await startServer();
    const client = await login(discord);
    const quiet = await (await textChannel(client, channel.id)).send({ content: "…", allowedMentions: { parse: [] } });
    await quiet.edit(`done, <@${ann.id}>`);
    expect(discord.sent[0]?.pinged.users).toEqual([ann.id]);
    expect(discord.sent[0]?.edits.map(({ content }) => content)).toEqual([`done, <@${ann.id}>`]);
  });
});

describe("what Discord refuses", () => {
  it("is refused by permission: 50001 unseen, 50013 mute, 160002 without history", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const client = await login(discord);
    const target = await textChannel(client, channel.id);
    const question = discord.post({ channelId: channel.id, author: ann, content: "?" });
    discord.setOverwrites(channel, [{ target: guild.id, deny: ["ReadMessageHistory"] }]);
    const blindReply = await refusalOf(target.send({ content: "!", reply: { messageReference: question.id } }));
    expect(blindReply).toMatchObject({ status: 403, code: 160002 });
    discord.setOverwrites(channel, [{ target: guild.id, deny: ["SendMessages"] }]);
    expect(await refusalOf(target.send("!"))).toMatchObject({ status: 403, code: 50013 });
    expect(await refusalOf(target.sendTyping())).toMatchObject({ status: 403, code: 50013 });
    discord.setOverwrites(channel, [{ target: guild.id, deny: ["ViewChannel"] }]);
    expect(await refusalOf(target.send("!"))).toMatchObject({ status: 403, code: 50001 });
    discord.setOverwrites(channel, [
      { target: guild.id, deny: ["SendMessages"] },
      { target: discord.botUser.id, allow: ["SendMessages"] },
    ]);
    expect((await target.send("!")).content).toBe("!");
    expect(discord.invalidRequests).toBe(4);
  });

  it("is refused by content: 50006 empty, 50035 over 2000 characters", async () => {
    const { discord, channel } = await startServer();
    const target = await textChannel(await login(discord), channel.id);
    expect(await refusalOf(target.send(" \n "))).toMatchObject({ status: 400, code: 50006 });
    const long = await refusalOf(target.send("x".repeat(2_001)));
    expect(long).toMatchObject({ status: 400, code: 50035 });
    expect(long.rawError).toMatchObject({ errors: { content: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } });
    expect((await target.send("x".repeat(2_000))).content).toHaveLength(2_000);
  });

  it("is refused by what is gone: 10003, 10008, and 50083 in a locked thread, while an idle one opens again", async () => {
    const { discord, channel, ann } = await startServer();
    const client = await login(discord);
    const target = await textChannel(client, channel.id);
    expect(await refusalOf(target.messages.fetch("123456789012345678"))).toMatchObject({ code: 10008 });
    const thread = discord.createThread(channel, { name: "side", owner: ann });
    const inThread = (await client.channels.fetch(thread.id)) as TextChannel;
    discord.setArchived(thread, true);
    await inThread.send("awake");
    expect(thread.archived).toBe(false);
    discord.setArchived(thread, true, true);
    expect(await refusalOf(inThread.send("shut"))).toMatchObject({ status: 400, code: 50083 });
    discord.deleteChannel(channel);
    expect(await refusalOf(target.send("gone"))).toMatchObject({ status: 404, code: 10003 });
  });

  it("is answered with whatever fault a test asks for", async () => {
    const { discord, channel } = await startServer();
    const client = await login(discord, { rest: { api: discord.restBase, retries: 0, timeout: 50 } });
    const target = await textChannel(client, channel.id);
    discord.failNext({
      path: /\/messages$/,
      status: 403,
      code: 240000,
      message: "blocked by the harmful links filter",
    });
    expect(await refusalOf(target.send("a"))).toMatchObject({ code: 240000 });
    discord.failNext({ path: /\/messages$/, status: 503, body: "<html>busy</html>" });
    await expect(target.send("b")).rejects.toMatchObject({ status: 503 });
    discord.failNext({ path: /\/messages$/, how: "hang" });
    await expect(target.send("c")).rejects.toThrow(/abort/i);
    discord.failNext({ path: /\/messages$/, how: "drop" });
    await expect(target.send("d")).rejects.toThrow();
    expect((await target.send("e")).content).toBe("e");
    expect(discord.sent.map(({ content }) => content)).toEqual(["e"]);
  });
});

describe("the rate limits", () => {
  it("are kept by discord.js from the headers alone: ten sends in windows of five, not one 429", async () => {
    const { discord, channel } = await startServer({ sendWindowMs: 400 });
    const target = await textChannel(await login(discord), channel.id);
    await target.send("first");
    await Promise.all(Array.from({ length: 9 }, (_, index) => target.send(`more ${index}`)));
    const times = (await discord.waitForSent(10)).map(({ at }) => at);
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(390);
    expect(discord.rateLimited).toBe(0);
  });

  it("answer 429 with all that is said there to whoever does not look", async () => {
    let now = 1_800_000_000_000;
    const { discord, channel } = await startServer({ now: () => now });
    const send = () =>
      fetch(`${discord.restBase}/v10/channels/${channel.id}/messages`, {
        method: "POST",
        headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
        body: '{"content":"hi"}',
      });
    for (let left = 4; left >= 0; left -= 1) {
      expect((await send()).headers.get("x-ratelimit-remaining")).toBe(`${left}`);
    }
    now += 500;
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      "retry-after": "5",
      "x-ratelimit-limit": "5",
      "x-ratelimit-reset": "1800000005.000",
      "x-ratelimit-reset-after": "4.500",
      "x-ratelimit-scope": "user",
    });
    expect(await refused.json()).toMatchObject({ retry_after: 4.5, global: false });
    expect(discord.rateLimited).toBe(1);
    now += 4_500;
    expect((await send()).status).toBe(200);
  });

  it("count over all channels together, and typing apart from sending", async () => {
    const { discord, guild } = await startServer({ globalPerSecond: 3, now: () => 1_800_000_000_000 });
    const statuses: number[] = [];
    for (const name of ["a", "b", "c", "d"]) {
      const { id } = discord.createTextChannel(guild, { name });
      const headers = { authorization: `Bot ${discord.token}` };
      const answer = await fetch(`${discord.restBase}/v10/channels/${id}/typing`, { method: "POST", headers });
      statuses.push(answer.status);
      if (answer.status === 429) expect(answer.headers.get("x-ratelimit-global")).toBe("true");
    }
    expect(statuses).toEqual([204, 204, 204, 429]);
    expect(discord.typing).toHaveLength(3);
  });
});

describe("a slash command", () => {
  it("reaches the bot that registered it, and takes one first answer", async () => {
    const { discord, guild, channel, ann } = await startServer();
    const client = await login(discord);
    await client.application.commands.set([{ name: "status", description: "How is it going?" }], guild.id);
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply(`fine, ${interaction.options.getString("who")}`);
    });
    const use = discord.interact({ channel, user: ann, command: "status", options: { who: "Ann" } });
    expect(await use.waitForText()).toBe("fine, Ann");
    expect(use.answers.entries.map(({ kind }) => kind)).toEqual(["callback", "edit"]);
    const callback = `${discord.restBase}/v10/interactions/${use.id}/${use.token}/callback`;
    const twice = await fetch(callback, { method: "POST", body: '{"type":4,"data":{"content":"again"}}' });
    expect(await twice.json()).toMatchObject({ code: 40060 });
  });
});

describe("a waiter", () => {
  it("says what it saw instead when its time is up", async () => {
    const { discord } = await startServer();
    await expect(discord.waitForSent(2, 10)).rejects.toThrow(/waited 10 ms for 2 sent messages; there are 0/);
  });
});

describe("a port that is taken", () => {
  it("is told to the caller", async () => {
    const { discord } = await startServer();
    const port = Number(new URL(discord.restBase).port);
    await expect(startFakeDiscord({ port })).rejects.toThrow("EADDRINUSE");
  });
});
