import { describe, expect, it } from "vitest";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const key = "hf_primary_key_of_no_value_aaaa";

/** A kit whose bot is online and has registered its commands, with a moderator who uses them. */
async function commandedKit(options: EngineKitOptions = {}) {
  const kit = await startKit({ keys: { [key]: {} }, ...options });
  const role = kit.discord.createRole(kit.guild, { name: "Mods", permissions: ["ManageMessages"] });
  const mod = kit.discord.addMember(kit.guild, { name: "mod", roles: [role] });
  await kit.call("bot/start");
  await expect.poll(() => kit.discord.commands.length).toBe(2);
  const use = (subcommand: string, user = mod, command = user === mod ? "quip" : "quip-me") =>
    kit.discord.interact({ channel: kit.channel, user, command, subcommand });
  return { ...kit, mod, use };
}

type Kit = Awaited<ReturnType<typeof commandedKit>>;

const ephemeral = 64;
const registrations = ({ discord }: Kit) => discord.requests.filter(({ method }) => method === "PUT");

describe("slash commands", () => {
  it("are registered once, and not again while nothing has changed", async () => {
    const kit = await commandedKit();
    await kit.call("bot/reboot");
    await expect.poll(() => kit.discord.requests.filter(({ path }) => path.endsWith("/commands")).length).toBe(3);
    expect(registrations(kit)).toHaveLength(1);
  }, 20_000);

  it("go from Discord when they are switched off, and come back", async () => {
    const kit = await commandedKit();
    await kit.call("settings/set", { path: "profiles.0.slashCommands", value: false });
    await expect.poll(() => kit.discord.commands).toEqual([]);
    await kit.call("settings/set", { path: "profiles.0.slashCommands", value: true });
    await expect.poll(() => kit.discord.commands.length).toBe(2);
  });

  it("that Discord does not take are the owner's to know, and the bot goes on without them", async () => {
    const kit = await startKit({ keys: { [key]: {} } });
    kit.discord.failNext({ method: "PUT", path: /commands$/, status: 403, code: 50001 });
    await kit.call("bot/start");
    await expect
      .poll(() => kit.engine.snapshot().notices.map(({ text }) => text))
      .toContainEqual(expect.stringContaining("The slash commands could not be registered."));
    expect(await kit.logged(kit.ask("hello").id)).toMatchObject({ outcome: "answered" });
  });

  it("of moderators are hidden from members, and shown to whoever may manage messages", async () => {
    const kit = await commandedKit();
    expect(() => kit.use("stop", kit.ann, "quip")).toThrow("hidden");
    const shown = kit.discord.createRole(kit.guild, { name: "Helpers", permissions: ["ManageMessages"] });
    kit.discord.setRoles(kit.guild, kit.ann, [shown]);
    expect(await kit.use("status", kit.ann, "quip").waitForText()).toMatch(/^Awake/);
  });
});

describe("a moderator's slash command", () => {
  it("is answered for their eyes only, and logged with who, where and what", async () => {
    const kit = await commandedKit();
    const stop = kit.use("stop");
    expect(await stop.waitForText()).toBe("Paused in this server. `/quip start` wakes me.");
    expect(stop.answers.entries[0]).toMatchObject({ kind: "callback", data: { flags: ephemeral } });
    expect(await kit.logged(stop.id)).toMatchObject({
      outcome: "command",
      author: "mod",
      authorId: kit.mod.id,
      channelName: "general",
      guildId: kit.guild.id,
      content: "/quip stop",
      isSlashCommand: true,
      replyIds: [],
      sanitized: "stop",
    });
  });

  it("pauses its own server only, over a restart of the host too", async () => {
    const folder = temporaryFolder();
    const kit = await commandedKit({ folder });
    const elsewhere = kit.discord.createTextChannel(kit.discord.createGuild(), { name: "lobby" });
    await kit.use("stop").waitForText();
    const question = { author: kit.ann, content: "hello?", mentions: [kit.discord.botUser] };
    const there = kit.discord.post({ ...question, channelId: elsewhere.id });
    expect(await kit.logged(there.id)).toMatchObject({ outcome: "answered" });
    expect(await kit.logged(kit.ask("hello?").id)).toMatchObject({ outcome: "paused" });
    await kit.engine.close();
    const again = await startKit({ folder });
    expect(again.engine.snapshot().status.pausedGuildIds).toEqual([kit.guild.id]);
  });

  it("reboots the bot, and says how long to wait where it was rebooted just now", async () => {
    const kit = await commandedKit();
    expect(await kit.use("reboot").waitForText()).toBe("Rebooting. I am back in a moment.");
    expect(await kit.use("reboot").waitForText()).toMatch(/^I was rebooted just now\. Try again in 1\d\d s\.$/);
    await kit.discord.waitForGateway("identified", { skip: 1, timeoutMs: 15_000 });
  }, 20_000);

  it("has the bot ignore the channel, until it is used once more", async () => {
    const kit = await commandedKit();
    expect(await kit.use("ignore-channel").waitForText()).toContain("I ignore this channel");
    expect(await kit.logged(kit.ask("hello?").id)).toMatchObject({ outcome: "not-addressed" });
    expect(await kit.use("ignore-channel").waitForText()).toBe("I listen in this channel again.");
    expect(await kit.logged(kit.ask("hello?").id)).toMatchObject({ outcome: "answered" });
  });

  it("has the bot answer everything in the channel", async () => {
    const kit = await commandedKit();
    await kit.use("answer-channel").waitForText();
    const unaddressed = kit.discord.post({ channelId: kit.channel.id, author: kit.ann, content: "anybody?" });
    expect(await kit.logged(unaddressed.id)).toMatchObject({ outcome: "answered" });
    expect(kit.discord.gatewayEvents.filter(({ kind }) => kind === "identified")).toHaveLength(1);
  });

  it("does not lead the bot to ask for an intent that it does not have", async () => {
    const kit = await commandedKit({ discord: { privilegedIntents: [] } });
    expect(await kit.use("answer-channel").waitForText()).toContain("Message Content intent");
    expect(kit.engine.settings().profiles[0]?.answerChannelIds).toEqual([]);
    expect(kit.engine.snapshot().status.state).toBe("online");
  });
});

describe("a member's slash command", () => {
  it("is acknowledged before the slow work, and says how much was deleted", async () => {
    const kit = await commandedKit();
    await kit.logged(kit.ask("hello").id);
    const forget = kit.use("forget", kit.ann);
    expect(await forget.waitForText()).toContain("Deleted of you: 1 message,");
    const [first, second] = forget.answers.entries;
    expect([first, second]).toMatchObject([
      { kind: "callback", type: 5, data: { flags: ephemeral } },
      { kind: "edit", data: { allowed_mentions: { parse: [] } } },
    ]);
    const { entries } = await kit.call("log/list", {});
    expect(JSON.stringify(entries)).not.toContain("Ann");
  });

  it("opts the member out, though their messages need not mention the bot for it", async () => {
    const kit = await commandedKit();
    expect(await kit.use("optout", kit.ann).waitForText()).toContain("`/quip-me optin` takes it back.");
    expect(await kit.logged(kit.ask("hello?").id)).toMatchObject({ outcome: "opted-out", author: "" });
    await kit.use("optin", kit.ann).waitForText();
    expect(await kit.logged(kit.ask("hello?").id)).toMatchObject({ outcome: "answered" });
  });

  it("is named as failed where Discord waits no longer", async () => {
    const kit = await commandedKit();
    kit.discord.failNext({ method: "POST", path: /callback$/, status: 404, code: 10_062 });
    const entry = await kit.logged(kit.use("help", kit.ann).id);
    expect(entry.outcome).toBe("failed");
    const [failure] = await kit.call("failures/list", {});
    expect(failure).toMatchObject({
      cause: "reply/discord-10062",
      summary: expect.stringContaining("no longer waits"),
    });
  });
});
