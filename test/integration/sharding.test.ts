import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { run, start } from "../support/command-line.ts";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";
import { type FakeDiscord, startFakeDiscord } from "../support/fake-discord.ts";
import { perHour } from "../support/forecast-scenes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const primary = "hf_primary_key_of_no_value_aaaa";
const spare = "hf_spare_key_of_no_value_bbbb";
const shardCount = 3;
/** As a large bot gets it: shards of three groups log in at once, those of one group every five seconds. */
const largeBot = { shards: shardCount, maxConcurrency: shardCount, identifyIntervalMs: 5_000 };

const shardOf = (id: string) => Number((BigInt(id) >> 22n) % BigInt(shardCount));

/** A server for each shard, with a channel and a moderator. */
async function homesIn(discord: FakeDiscord) {
  const guilds = new Map<number, ReturnType<FakeDiscord["createGuild"]>>();
  // An id tells the millisecond in which it was made, and that the shard.
  for (; guilds.size < shardCount; await wait(1)) {
    const id = discord.createUser({ name: "passer-by" }).id;
    if (guilds.has(shardOf(id))) continue;
    const guild = discord.createGuild();
    guilds.set(shardOf(guild.id), guild);
  }
  return Array.from({ length: shardCount }, (_, id) => {
    const guild = guilds.get(id) as ReturnType<FakeDiscord["createGuild"]>;
    const channel = discord.createTextChannel(guild, { name: `channel-of-${id}` });
    const role = discord.createRole(guild, { name: "Mods", permissions: ["ManageMessages"] });
    return { guild, channel, mod: discord.addMember(guild, { name: `mod-${id}`, roles: [role] }) };
  });
}

/** A bot over three processes, online, with a server on each. */
async function shardedKit(options: EngineKitOptions = {}) {
  const kit = await startKit({ keys: { [primary]: {} }, shards: "auto", discord: largeBot, ...options });
  const homes = await homesIn(kit.discord);
  /** Asks as somebody who has not asked before. */
  const askIn = (shard: number, content: string) => {
    const { guild, channel } = homes[shard] as (typeof homes)[number];
    const author = kit.discord.addMember(guild, { name: "member" });
    return kit.discord.post({ channelId: channel.id, author, content, mentions: [kit.discord.botUser] });
  };
  await kit.call("bot/start");
  return { ...kit, homes, askIn, state: () => kit.engine.snapshot().status.state };
}

/** The processes that this one, or that of this number, has started as shards. */
function shardProcesses(parent: number | undefined = process.pid): number[] {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim().split(" ");
  return children.map(Number).filter((pid) => commandLine(pid).includes("shard-worker"));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

const isRunning = (pid: number) => commandLine(pid) !== "";

describe.skipIf(process.platform !== "linux")("a bot over three processes", () => {
  it("answers in the servers of every shard, each question once", async () => {
    const kit = await shardedKit();
    expect(shardProcesses()).toHaveLength(shardCount);
    const asked = [0, 1, 2, 0, 1, 2].map((shard, index) => kit.askIn(shard, `question ${index}`).id);
    const entries = await Promise.all(asked.map((id) => kit.logged(id)));
    expect(entries.map(({ outcome }) => outcome)).toEqual(asked.map(() => "answered"));
    const repliedTo = kit.discord.sent.map((message) => message.message_reference?.message_id ?? "");
    expect(repliedTo.toSorted()).toEqual(asked.toSorted());
    const identified = kit.discord.gatewayEvents.filter(({ kind }) => kind === "identified");
    const shards = identified.map(({ data }) => (data as { shard: number[] }).shard);
    expect(shards.toSorted()).toEqual([0, 1, 2].map((id) => [id, shardCount]));
    const servers = new Set([kit.guild, ...kit.homes.map(({ guild }) => guild)]);
    expect(kit.engine.snapshot().status).toMatchObject({ state: "online", guildCount: servers.size });
  }, 20_000);

  it("keeps the owner's limits over all of them, with one switch of keys", async () => {
    const kit = await shardedKit({ keys: { [primary]: {}, [spare]: {} } });
    for (const { id } of kit.engine.snapshot().keys) await kit.call("keys/update", { id, limits: [perHour(5)] });
    const asked = Array.from({ length: 12 }, (_, index) => kit.askIn(index % shardCount, `question ${index}`).id);
    const entries = await Promise.all(asked.map((id) => kit.logged(id)));
    expect(kit.inference.requests).toHaveLength(10);
    expect([primary, spare].map((key) => kit.inference.count(key, 200))).toEqual([5, 5]);
    expect(entries.filter(({ outcome }) => outcome === "understudied")).toHaveLength(2);
    const { notices } = kit.engine.snapshot();
    expect(notices.filter(({ kind }) => kind === "key-switch")).toHaveLength(1);
  }, 20_000);

  it("hears moderators on every shard: a pause holds in its server only, and only they may give it", async () => {
    const kit = await shardedKit();
    const [, first, second] = kit.homes;
    if (!first || !second) throw new Error("three shards have three homes");
    const member = kit.discord.addMember(second.guild, { name: "member" });
    const say = (author: typeof member) =>
      kit.discord.post({ channelId: second.channel.id, author, content: "$stop", mentions: [kit.discord.botUser] });
    await kit.logged(say(member).id);
    expect(kit.engine.snapshot().status.pausedGuildIds).toEqual([]);
    await kit.logged(say(second.mod).id, "command");
    expect(kit.engine.snapshot().status.pausedGuildIds).toEqual([second.guild.id]);
    expect(await kit.logged(kit.askIn(2, "hello?").id)).toMatchObject({ outcome: "paused" });
    expect(await kit.logged(kit.askIn(0, "hello?").id)).toMatchObject({ outcome: "answered" });

    await expect.poll(() => kit.discord.commands.length).toBe(2);
    const { channel, mod: user } = first;
    const use = kit.discord.interact({ channel, user, command: "quip", subcommand: "status" });
    expect(await use.waitForText()).toMatch(/^Awake/);
  }, 20_000);

  it("goes on without a process that has died, which comes back and answers what it has missed", async () => {
    const kit = await shardedKit();
    const [, victim] = shardProcesses();
    if (victim === undefined) throw new Error("there are three processes");
    process.kill(victim, "SIGKILL");
    await expect.poll(kit.state).toBe("reconnecting");
    expect(kit.engine.snapshot().status.shards).toEqual({ up: 2, count: 3 });
    const missed = kit.askIn(1, "anybody?");
    for (const shard of [0, 2]) {
      expect(await kit.logged(kit.askIn(shard, "still there?").id)).toMatchObject({ outcome: "answered" });
    }
    expect(kit.state()).toBe("reconnecting");
    await expect.poll(kit.state, { timeout: 15_000 }).toBe("online");
    expect(await kit.logged(kit.askIn(1, "back again?").id)).toMatchObject({ outcome: "answered" });
    expect(await kit.logged(missed.id)).toMatchObject({ outcome: "answered" });
    expect(kit.discord.sent).toHaveLength(4);
    const { notices } = kit.engine.snapshot();
    const told = notices.filter(({ text }) => text.startsWith("A process of the bot has ended"));
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/2 of 3 shards are online\.$/)]);
    const kinds = kit.discord.gatewayEvents.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "identified")).toHaveLength(shardCount + 1);
    expect(kinds).not.toContain("refused-identify");
  }, 30_000);

  it("catches up in the servers of a shard that is back, though another one is still away", async () => {
    const kit = await shardedKit({ discord: { ...largeBot, maxConcurrency: 1, identifyIntervalMs: 100 } });
    const [first, second] = shardProcesses();
    if (first === undefined || second === undefined) throw new Error("there are three processes");
    for (const pid of [first, second]) process.kill(pid, "SIGKILL");
    await expect.poll(() => kit.engine.snapshot().status.shards).toEqual({ up: 1, count: 3 });
    const missed = [0, 1].map((shard) => kit.askIn(shard, "anybody?").id);
    const firstAnswered = await Promise.race(missed.map((id) => kit.logged(id)));
    expect(firstAnswered).toMatchObject({ outcome: "answered" });
    expect([kit.state(), kit.engine.snapshot().status.shards]).toEqual(["reconnecting", { up: 2, count: 3 }]);
    for (const id of missed) expect(await kit.logged(id)).toMatchObject({ outcome: "answered" });
  }, 40_000);

  it("answers a question whose shard has died meanwhile", async () => {
    const kit = await shardedKit({ keys: { [primary]: { delayMs: 500 } } });
    const [, victim] = shardProcesses();
    if (victim === undefined) throw new Error("there are three processes");
    const asked = kit.askIn(1, "are you quick?");
    await expect.poll(() => kit.engine.snapshot().status.inFlight).toBe(1);
    process.kill(victim, "SIGKILL");
    expect(await kit.logged(asked.id)).toMatchObject({ outcome: "answered" });
  }, 20_000);

  it("takes all processes with it when it stops", async () => {
    const kit = await shardedKit();
    const processes = shardProcesses();
    await kit.call("bot/stop");
    expect(processes.filter(isRunning)).toEqual([]);
    const closed = kit.discord.gatewayEvents.filter(({ kind }) => kind === "closed");
    expect(closed.map(({ code }) => code)).toEqual([1000, 1000, 1000]);
  }, 20_000);

  it("that is too few for its servers ends with the instruction, and leaves no process", async () => {
    const discord = { ...largeBot, guildsPerShard: 0 };
    await expect(shardedKit({ discord, shards: 1 })).rejects.toThrow("serve --shards auto");
    await expect.poll(() => shardProcesses()).toEqual([]);
  }, 20_000);
});

describe.skipIf(process.platform !== "linux")("serve --shards", () => {
  async function serveShards() {
    const discord = await startFakeDiscord(largeBot);
    onTestFinished(() => discord.close());
    const running = start(["serve", "--shards", "auto"], {
      QUIPDECK_HOME: temporaryFolder(),
      QUIPDECK_PORT: "0",
      QUIPDECK_AUTOSTART: "1",
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
      QUIPDECK_HF_KEYS: primary,
    });
    const health = new URL("/healthz", await running.link());
    const isOnline = async () => ((await (await fetch(health)).json()) as { online: boolean }).online;
    await expect.poll(isOnline, { timeout: 10_000 }).toBe(true);
    const processes = shardProcesses(running.process.pid);
    expect(processes).toHaveLength(shardCount);
    return { discord, running, processes };
  }

  it("gives its processes no secret that another program could read, and ends them on SIGTERM", async () => {
    const { discord, running, processes } = await serveShards();
    for (const pid of processes) {
      const visible = commandLine(pid) + readFileSync(`/proc/${pid}/environ`, "utf8");
      expect(visible).not.toContain(discord.token);
      expect(visible).not.toContain(primary);
    }
    running.process.kill("SIGTERM");
    expect(await running.finished).toMatchObject({ exitCode: 0, stderr: "" });
    expect(processes.filter(isRunning)).toEqual([]);
    expect(discord.connectionCount).toBe(0);
    expect(running.stdout).not.toContain(discord.token);
  }, 30_000);

  it("leaves no process behind when it is killed", async () => {
    const { discord, running, processes } = await serveShards();
    running.process.kill("SIGKILL");
    await expect.poll(() => processes.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    expect(discord.connectionCount).toBe(0);
    expect((await running.finished).stderr).toBe("");
  }, 30_000);

  it("refuses a number that makes no sense", async () => {
    const { exitCode, stderr } = await run(["serve", "--shards", "0"], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain('must be "auto" or a whole number');
  });
});

describe("a bot in one process", () => {
  it("holds as many connections as Discord recommends, and answers on each", async () => {
    const kit = await shardedKit({ shards: undefined });
    for (const shard of [0, 1, 2]) {
      expect(await kit.logged(kit.askIn(shard, "hello?").id)).toMatchObject({ outcome: "answered" });
    }
    expect(kit.discord.connectionCount).toBe(shardCount);
  }, 20_000);

  it("is online only while all of them are", async () => {
    const kit = await shardedKit({ shards: undefined });
    kit.discord.dropConnections();
    await expect.poll(kit.state).toBe("reconnecting");
    await expect.poll(kit.state, { timeout: 5_000 }).toBe("online");
    const resumed = kit.discord.gatewayEvents.filter(({ kind }) => kind === "resumed");
    expect(resumed).toHaveLength(shardCount);
  }, 20_000);

  it("says how to go on where its servers are too many for one", async () => {
    const starting = shardedKit({ shards: undefined, discord: { shards: 11 } });
    await expect(starting).rejects.toThrow("too many servers for one process. Start it with `quipdeck serve --shards");
  });
});
