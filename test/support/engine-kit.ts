import { onTestFinished } from "vitest";
import type { CallOptions } from "../../src/engine/dispatch.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import type { Clock, RunRehearsal, SecretStore, SettingsStore } from "../../src/engine/ports.ts";
import { shardProcesses } from "../../src/headless/open-engine.ts";
import { createRehearsalThread } from "../../src/host/rehearsal-thread.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import type { CommandInput, CommandName, CommandOutput, EngineEvent, Reply } from "../../src/shared/contract.ts";
import { sentenceOf } from "../../src/shared/errors.ts";
import type { LogEntry, Outcome } from "../../src/shared/models.ts";
import { readOutsideConfiguration } from "../../src/shared/outside.ts";
import { defaultSettings, type Settings } from "../../src/shared/settings.ts";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "./fake-discord.ts";
import { FakeInference, type FakeKey } from "./fake-inference.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface EngineKitOptions {
  /** By secret, in the ring's order. */
  keys?: Record<string, FakeKey>;
  change?: (settings: Settings) => void;
  discord?: FakeDiscordOptions;
  clock?: Clock;
  /** Plays rehearsals in place of a thread. */
  runRehearsal?: RunRehearsal;
  /** Stands between the engine and the fake inference service. */
  fetch?: typeof globalThis.fetch;
  /** Spreads the bot over processes of its own. */
  shards?: number | "auto" | undefined;
  /** The same folder keeps what an earlier engine of the test stored. */
  folder?: string;
}

/** The whole engine between the two fakes, with one server in which it is at home. */
export async function startKit(options: EngineKitOptions = {}) {
  const world = await startWorld(options);
  return openKit({ ...options, clock: world.clock, folder: options.folder ?? temporaryFolder() }, world);
}

async function startWorld(options: EngineKitOptions) {
  const clock = options.clock ?? createSystemClock();
  const discord = await startFakeDiscord(options.discord);
  onTestFinished(() => discord.close());
  const inference = await FakeInference.start({ keys: options.keys ?? {}, now: () => clock.now() });
  onTestFinished(() => inference.close());
  const guild = discord.createGuild();
  const channel = discord.createTextChannel(guild, { name: "general" });
  const ann = discord.addMember(guild, { name: "ann", displayName: "Ann" });
  return { clock, discord, inference, guild, channel, ann };
}

async function openKit(options: EngineKitOptions & { clock: Clock }, world: Awaited<ReturnType<typeof startWorld>>) {
  const { discord, inference, channel, ann } = world;
  const engine = await openEngine(options, discord, inference);
  const events: EngineEvent[] = [];
  engine.subscribe(({ event }) => events.push(event));
  return {
    ...world,
    engine,
    events,
    ...drive(engine, discord, channel.id, ann),
    /** Closes the engine and opens another one on what it has stored, between the same fakes. */
    async restart() {
      await engine.close();
      return openKit(options, world);
    },
  };
}

function drive(engine: Engine, discord: FakeDiscord, channelId: string, ann: EngineKitMember) {
  async function call<Name extends CommandName>(
    name: Name,
    input?: CommandInput<Name>,
    options?: CallOptions,
  ): Promise<CommandOutput<Name>> {
    const reply = (await engine.dispatch(name, input, options)) as Reply<Name>;
    if (!reply.ok) throw new Error(sentenceOf(reply.error));
    return reply.value;
  }
  return {
    /** Runs a command of the contract; rejects with both sentences of the refusal. */
    call,
    /** Posts a line, Ann's unless somebody else is named, that mentions the bot. */
    ask: (content: string, author = ann) => discord.post({ channelId, author, content, mentions: [discord.botUser] }),
    /** Resolves with the log's entry for a message once it is stored. */
    logged: (messageId: string, outcome?: Outcome) => waitForEntry(engine, messageId, outcome),
  };
}

type EngineKitMember = ReturnType<FakeDiscord["addMember"]>;

function waitForEntry(engine: Engine, messageId: string, outcome?: Outcome): Promise<LogEntry> {
  const fits = (entry: LogEntry) => entry.messageId === messageId && (outcome ?? entry.outcome) === entry.outcome;
  return new Promise((resolve, reject) => {
    const already = engine.snapshot().log.find(fits);
    if (already) return resolve(already);
    const giveUp = setTimeout(() => reject(new Error(`no log entry for ${messageId}`)), 10_000);
    const stop = engine.subscribe(({ event }) => {
      const found = event.type === "log" ? event.entries.find(fits) : undefined;
      if (!found) return;
      clearTimeout(giveUp);
      stop();
      resolve(found);
    });
  });
}

async function openEngine(
  options: EngineKitOptions & { clock: Clock },
  discord: FakeDiscord,
  inference: FakeInference,
): Promise<Engine> {
  const settings = defaultSettings();
  options.change?.(settings);
  const folder = options.folder ?? temporaryFolder();
  const engine = await createEngine({
    clock: options.clock,
    fetch: options.fetch ?? globalThis.fetch,
    seed: 7,
    keepsWatch: true,
    host: { kind: "headless", version: "0.0.0", dataFolder: folder },
    folders: { data: folder, builtInPersonas: new URL("../../resources/personas", import.meta.url).pathname },
    outside: readOutsideConfiguration({
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
      QUIPDECK_HF_KEYS: Object.keys(options.keys ?? {}).join(","),
      QUIPDECK_HF_ENDPOINT: inference.url,
    }),
    settings: settingsInMemory(settings),
    secrets: secretsInMemory(),
    runRehearsal:
      options.runRehearsal ??
      createRehearsalThread(new URL("../../src/headless/rehearsal-worker.ts", import.meta.url).pathname),
    shards: options.shards === undefined ? null : shardProcesses(options.shards),
  });
  onTestFinished(() => engine.close());
  return engine;
}

function settingsInMemory(settings: Settings): SettingsStore {
  return { load: () => ({ settings, problem: null }), save: () => undefined };
}

function secretsInMemory(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    protection: async () => ({ level: "this-run-only", text: "Secrets live in memory." }),
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, secret) => void secrets.set(name, secret),
    remove: async (name) => void secrets.delete(name),
  };
}
