import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { run, start } from "../support/command-line.ts";
import { startFakeDiscord } from "../support/fake-discord.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const panelToken = "the-token-of-this-test";

function environmentIn(folder: string): Record<string, string> {
  return { QUIPDECK_HOME: folder, QUIPDECK_PORT: "0", QUIPDECK_PANEL_TOKEN: panelToken };
}

async function healthAt(link: string): Promise<Record<string, unknown>> {
  return (await fetch(new URL("/healthz", link))).json() as Promise<Record<string, unknown>>;
}

describe("serve", () => {
  it("prints its link, tells its health, and ends with 0 on SIGTERM", async () => {
    const running = start(["serve"], environmentIn(temporaryFolder()));
    const link = await running.link();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=the-token-of-this-test$/);
    expect(await healthAt(link)).toEqual({
      ...{ status: "ok", bot: "stopped", online: false, shards: null },
      ...{ keysReady: 0, queueLength: 0, inFlight: 0 },
    });
    running.process.kill("SIGTERM");
    expect(await running.finished).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("keeps its own token, so that a link survives a restart", async () => {
    const environment = { QUIPDECK_HOME: temporaryFolder(), QUIPDECK_PORT: "0" };
    const tokens: (string | null)[] = [];
    for (let round = 0; round < 2; round += 1) {
      const running = start(["serve"], environment);
      tokens.push(new URL(await running.link()).searchParams.get("token"));
      running.process.kill("SIGINT");
      await running.finished;
    }
    expect(tokens[0]?.length).toBeGreaterThan(40);
    expect(tokens[1]).toBe(tokens[0]);
  });

  it("refuses a second host for the same data folder, and a port that is in use, with a sentence", async () => {
    const folder = temporaryFolder();
    const link = await start(["serve"], environmentIn(folder)).link();
    const second = await run(["serve"], environmentIn(folder));
    expect(second).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("running with this data folder already"),
    });
    const elsewhere = await run(["serve", "--port", new URL(link).port], environmentIn(temporaryFolder()));
    expect(elsewhere).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--port") });
  });

  it("keeps what it has told, prints only what is new, and lets a command read it that keeps nothing itself", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "personas"));
    writeFileSync(join(folder, "personas", "wisp.json"), "{ broken");
    for (let round = 0; round < 2; round += 1) {
      const running = start(["serve"], environmentIn(folder));
      await running.link();
      running.process.kill("SIGTERM");
      expect((await running.finished).stderr.match(/wisp/g)).toHaveLength(1);
    }
    const { stdout, exitCode } = await run(["log", "--notices", "--json"], environmentIn(folder));
    expect(exitCode).toBe(0);
    const notices = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(notices).toMatchObject([1, 2].map(() => ({ kind: "general", level: "warning" })));
    expect(notices[0].id).toBeLessThan(notices[1].id);
    const newest = await run(["log", "--notices", "--limit", "1"], environmentIn(folder));
    expect(newest.stdout).toMatch(/^\d{4}-\S+Z warning \(general\): .*wisp.*\n$/);
  });

  it("is let in again after it was killed", async () => {
    const folder = temporaryFolder();
    const first = start(["serve"], environmentIn(folder));
    await first.link();
    first.process.kill("SIGKILL");
    await first.finished;
    await start(["serve"], environmentIn(folder)).link();
  });

  it("starts the bot with the host, answers, logs, and goes offline at the end", async () => {
    const discord = await startFakeDiscord();
    const guild = discord.createGuild();
    const channel = discord.createTextChannel(guild, { name: "general" });
    const ann = discord.addMember(guild, { name: "ann" });
    const folder = temporaryFolder();
    const environment = {
      ...environmentIn(folder),
      QUIPDECK_AUTOSTART: "1",
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
    };
    const running = start(["serve"], environment);
    const link = await running.link();
    await vi.waitFor(async () => expect(await healthAt(link)).toMatchObject({ bot: "online", online: true }), 10_000);
    const follower = start(["log", "--json", "--follow"], environment);
    discord.post({
      channelId: channel.id,
      author: ann,
      content: `<@${discord.botUser.id}> hello`,
      mentions: [discord.botUser],
    });
    await discord.waitForSent((message) => message.channelId === channel.id);
    await vi.waitFor(() => expect(follower.stdout).toContain("hello"), 10_000);
    expect(JSON.parse(follower.stdout.split("\n")[0] ?? "")).toMatchObject({
      channelId: channel.id,
      author: "ann",
      outcome: "understudied",
      keyLabel: null,
    });
    follower.process.kill("SIGINT");
    expect((await follower.finished).exitCode).toBe(0);
    running.process.kill("SIGTERM");
    expect(await running.finished).toMatchObject({ exitCode: 0, stderr: "" });
    expect(discord.connectionCount).toBe(0);
    const output = running.stdout + running.stderr + follower.stdout;
    expect(output).not.toContain(discord.token);
    await discord.close();
  });

  it("stays up when the bot cannot start, and says why", async () => {
    const environment = { ...environmentIn(temporaryFolder()), QUIPDECK_AUTOSTART: "1" };
    const running = start(["serve"], environment);
    const link = await running.link();
    await vi.waitFor(() => expect(running.stderr).toContain("The bot has no token yet."), 10_000);
    expect(await healthAt(link)).toMatchObject({ online: false });
  });

  it("ends at once on SIGTERM while the bot still tries to reach a Discord that does not answer", async () => {
    const silent = createServer();
    await once(silent.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    const running = start(["serve"], {
      ...environmentIn(temporaryFolder()),
      QUIPDECK_AUTOSTART: "1",
      QUIPDECK_DISCORD_TOKEN: "MTIzNDU2Nzg5MDEyMzQ1Njc4.AbCdEf.a-secret-part-of-this-test",
      QUIPDECK_DISCORD_API: `http://127.0.0.1:${port}/api`,
    });
    const asked = once(silent, "connection");
    const link = await running.link();
    await asked;
    expect(await healthAt(link)).toMatchObject({ bot: "starting" });
    running.process.kill("SIGTERM");
    expect(await running.finished).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("takes the bot offline and frees the folder before an error that nobody has caught ends it", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const folder = temporaryFolder();
    const crashOnSignal = `process.on("SIGUSR2", () => { throw new TypeError("a-secret"); })`;
    const running = start(["serve"], {
      ...environmentIn(folder),
      QUIPDECK_AUTOSTART: "1",
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crashOnSignal)}`,
    });
    const link = await running.link();
    await vi.waitFor(async () => expect(await healthAt(link)).toMatchObject({ online: true }), 10_000);
    running.process.kill("SIGUSR2");
    const { exitCode, stderr } = await running.finished;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Quipdeck met an error that it does not know \(TypeError\)[^\n]*\n$/);
    expect(readdirSync(folder)).not.toContain("quipdeck.lock");
    await vi.waitFor(() => expect(discord.connectionCount).toBe(0));
  });

  it("ends with a sentence when another host has taken its data folder over, and leaves that one's lock", async () => {
    const folder = temporaryFolder();
    const running = start(["serve"], environmentIn(folder));
    await running.link();
    const lock = join(folder, "quipdeck.lock");
    rmSync(lock);
    writeFileSync(lock, "of the other host");
    const { exitCode, stderr } = await running.finished;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("another one has taken over its data folder");
    expect(readFileSync(lock, "utf8")).toBe("of the other host");
  });

  it.skipIf(process.platform !== "linux")("opens the browser with a link that does not hold its token", async () => {
    const folder = temporaryFolder();
    const seen = join(folder, "opened");
    const tools = temporaryFolder();
    writeFileSync(join(tools, "xdg-open"), `#!/bin/sh\nprintf %s "$1" > "${seen}"\n`, { mode: 0o755 });
    const environment = { ...environmentIn(folder), PATH: `${tools}:${process.env.PATH}` };
    await start(["serve", "--open"], environment).link();
    const link = await vi.waitFor(() => readFileSync(seen, "utf8").match(/^http.+/)?.[0] ?? expect.fail(), 5_000);
    expect(link).not.toContain(panelToken);
    expect((await fetch(link, { redirect: "manual" })).status).toBe(302);
  });

  it("does not start the bot of the defaults while the settings file is broken, and says so", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), "{ broken");
    const running = start(["serve"], { ...environmentIn(folder), QUIPDECK_AUTOSTART: "1" });
    const link = await running.link();
    await vi.waitFor(() => expect(running.stderr).toContain("The bot was not started by itself"), 5_000);
    expect(await healthAt(link)).toMatchObject({ bot: "stopped" });
  });

  it("stays up on a broken settings file, says where it was kept, and leaves it alone", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), "{ broken");
    const running = start(["serve"], environmentIn(folder));
    const socket = new WebSocket(new URL("/bridge", await running.link()), {
      headers: { authorization: `Bearer ${panelToken}` },
    });
    await new Promise((resolve) => socket.on("open", resolve));
    socket.send(JSON.stringify({ id: 1, command: "app/snapshot" }));
    const text = await new Promise((resolve) => socket.once("message", (data) => resolve(String(data))));
    socket.terminate();
    const copy = readdirSync(folder).find((name) => name.startsWith("settings.invalid-"));
    expect(copy).toBeDefined();
    expect(text).toContain(copy);
  });
});

describe("reply", () => {
  it("answers offline with every stage named", async () => {
    const { exitCode, stdout } = await run(["reply", "--json", "Hello there 😀"], environmentIn(temporaryFolder()));
    expect(exitCode).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(["sanitized", "reply", "responder", "outcome", "stages"]);
    expect(answer).toMatchObject({ sanitized: "Hello there", responder: "understudy", outcome: "understudied" });
    expect(answer.reply).not.toBe("");
  });
});

describe("check", () => {
  it("finds what is missing, each with its mend, and ends with 1", async () => {
    const { exitCode, stdout } = await run(["check"], environmentIn(temporaryFolder()));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("QUIPDECK_DISCORD_TOKEN");
  });

  it("says the same as the setup guide, a line for each thing, and ends with 0 where nothing is broken", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    discord.createTextChannel(discord.createGuild({ name: "Harbour" }), { name: "general" });
    const { exitCode, stdout } = await run(["check"], {
      ...environmentIn(temporaryFolder()),
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
    });
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(":")[0])).toEqual([
      "ok    Bot token",
      "ok    Log-ins",
      "ok    Shards",
      "ok    Refused requests",
      "ok    Message Content intent",
      "ok    Invitation",
      // As on the real Discord, @everyone may ping everyone.
      'warn  Server "Harbour"',
      'ok    Channels of "Harbour"',
      "warn  Keys",
      "ok    Personas",
      "ok    Test reply",
    ]);
    expect(lines.at(-1)).toMatch(/: The understudy answers: ".+"$/);
  });
});

describe("a check that is not waited for", () => {
  it.each([
    ["does not answer", { how: "hang" } as const],
    ["asks for patience", { status: 429, retryAfterMs: 60_000 }],
  ])("ends at once on Ctrl+C, with a sentence, though Discord %s", async (_case, fault) => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    discord.failNext({ path: /@me$/, ...fault, times: Number.POSITIVE_INFINITY });
    const running = start(["check"], {
      ...environmentIn(temporaryFolder()),
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
    });
    await discord.waitForRequest(({ path }) => path.endsWith("@me"), 15_000);
    running.process.kill("SIGINT");
    expect(await running.finished).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: "It was cancelled. Start it again when you like.\n",
    });
  });
});

describe("invite", () => {
  it("says that a token is needed first", async () => {
    const { exitCode, stderr } = await run(["invite"], environmentIn(temporaryFolder()));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The bot has no token yet.");
  });
});
