import { describe, expect, it, onTestFinished } from "vitest";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import type { CommandInput, CommandName, CommandOutput, Reply } from "../../src/shared/contract.ts";
import { sentenceOf } from "../../src/shared/errors.ts";
import { type OutsideConfiguration, readOutsideConfiguration } from "../../src/shared/outside.ts";
import { defaultSettings, type Settings } from "../../src/shared/settings.ts";
import { type FakeDiscord, startFakeDiscord } from "../support/fake-discord.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

type ProfileId = "production" | "development";

const tokenOf = (letter: string) => [btoa("1000000000000000001"), "G4keT0", letter.repeat(27)].join(".");

async function startDiscord(botName: string, token: string): Promise<FakeDiscord> {
  const discord = await startFakeDiscord({ botName, token });
  onTestFinished(() => discord.close());
  return discord;
}

/** An engine with two profiles, each with a bot and a Discord of its own. */
async function startPair(environment: Record<string, string> = {}) {
  const discords = {
    production: await startDiscord("marlow", tokenOf("p")),
    development: await startDiscord("testbot", tokenOf("d")),
  };
  let settings = defaultSettings();
  const save = (changed: Settings) => {
    settings = changed;
  };
  const outside: OutsideConfiguration = {
    ...readOutsideConfiguration(environment),
    get discordApi() {
      return discords[settings.activeProfileId as ProfileId].restBase;
    },
  };
  const engine = await openEngine(outside, { load: () => ({ settings, problem: null }), save });
  async function call<Name extends CommandName>(name: Name, input?: CommandInput<Name>): Promise<CommandOutput<Name>> {
    const reply = (await engine.dispatch(name, input)) as Reply<Name>;
    if (!reply.ok) throw new Error(sentenceOf(reply.error));
    return reply.value;
  }
  const store = (profileId: ProfileId) => call("bot/set-token", { profileId, token: discords[profileId].token });
  const choose = (value: ProfileId) => call("settings/set", { path: "activeProfileId", value });
  const status = () => engine.snapshot().status;
  return { ...discords, engine, call, store, choose, status };
}

async function openEngine(
  outside: OutsideConfiguration,
  settings: Parameters<typeof createEngine>[0]["settings"],
): Promise<Engine> {
  const folder = temporaryFolder();
  const secrets = new Map<string, string>();
  const engine = await createEngine({
    clock: createSystemClock(),
    fetch: globalThis.fetch,
    seed: 7,
    host: { kind: "headless", version: "0.0.0", dataFolder: folder },
    folders: { data: folder, builtInPersonas: new URL("../../resources/personas", import.meta.url).pathname },
    outside,
    settings,
    keepsWatch: false,
    runRehearsal: () => Promise.reject(new Error("nothing is rehearsed here")),
    shards: null,
    secrets: {
      protection: async () => ({ level: "this-run-only", text: "Secrets live in memory." }),
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, secret) => void secrets.set(name, secret),
      remove: async (name) => void secrets.delete(name),
    },
  });
  onTestFinished(() => engine.close());
  return engine;
}

/** Asks the bot in a server of its own, and gives back what it says. */
async function askIn(discord: FakeDiscord): Promise<string> {
  const guild = discord.createGuild();
  const { id: channelId } = discord.createTextChannel(guild, { name: "general" });
  const author = discord.addMember(guild, { name: "ann" });
  discord.post({ channelId, author, content: "hello there", mentions: [discord.botUser] });
  return (await discord.waitForSent((message) => message.channelId === channelId)).content;
}

describe("a switch of profiles", () => {
  it("moves a running bot over to the other one, with its token and its persona, and back", async () => {
    const pair = await startPair();
    await pair.store("production");
    await pair.store("development");
    await pair.call("settings/set", { path: "profiles.1.personaId", value: "pim" });
    await pair.call("bot/start");
    expect(pair.status()).toMatchObject({ state: "online", name: "marlow" });
    await pair.choose("development");
    await expect.poll(() => pair.status()).toMatchObject({ state: "online", name: "testbot" });
    expect([pair.production.connectionCount, pair.development.connectionCount]).toEqual([0, 1]);
    const { persona: pim } = await pair.call("personas/get", { id: "pim" });
    const lines = [...pim.examples.map(({ answer }) => answer), ...pim.fallbacks];
    expect(lines).toContain(await askIn(pair.development));
    await pair.choose("production");
    await expect.poll(() => pair.status()).toMatchObject({ state: "online", name: "marlow" });
    expect([pair.production.connectionCount, pair.development.connectionCount]).toEqual([1, 0]);
  });

  it("to one without a token takes the bot offline and says why; the way back brings it online again", async () => {
    const pair = await startPair();
    await pair.store("production");
    await pair.call("bot/start");
    await pair.choose("development");
    await expect.poll(() => pair.status().state).toBe("failed");
    expect(pair.status().problem?.mend).toContain('the token of the profile "Development"');
    expect(pair.production.connectionCount).toBe(0);
    await pair.choose("production");
    await expect.poll(() => pair.status().state).toBe("online");
  });

  it("no longer blames the want of a token once that is stored, and still knows that the bot is wanted", async () => {
    const pair = await startPair();
    await pair.store("production");
    await pair.call("bot/start");
    await pair.choose("development");
    await expect.poll(() => pair.status().problem?.message).toContain("no token yet");
    await pair.store("development");
    expect(pair.status()).toMatchObject({ state: "failed", problem: null });
    await pair.choose("production");
    await expect.poll(() => pair.status().state).toBe("online");
  });

  it("leaves a stopped bot stopped", async () => {
    const pair = await startPair();
    await pair.store("development");
    await pair.choose("development");
    await pair.call("bot/start");
    expect(pair.status().name).toBe("testbot");
    await pair.call("bot/stop");
    await pair.choose("production");
    expect(pair.status().state).toBe("stopped");
  });
});

describe("one token", () => {
  it("serves one profile only, which is named to whoever enters it for another", async () => {
    const pair = await startPair();
    await pair.store("production");
    const twice = pair.call("bot/set-token", { profileId: "development", token: pair.production.token });
    await expect(twice).rejects.toThrow('This token belongs to the profile "Production" already. Make a second');
    await expect(pair.store("production")).resolves.toBeNull();
    expect(pair.engine.snapshot().profilesWithToken).toEqual(["production"]);
  });

  it("from the environment cannot be entered for a profile as well", async () => {
    const pair = await startPair({ QUIPDECK_DISCORD_TOKEN: tokenOf("p") });
    await expect(pair.store("production")).rejects.toThrow(/stands in the variable QUIPDECK_DISCORD_TOKEN already/);
  });
});
