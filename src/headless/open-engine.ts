import { randomInt } from "node:crypto";
import { extname, join } from "node:path";
import type { CallOptions } from "../engine/dispatch.ts";
import type { Engine } from "../engine/engine.ts";
import type { ShardProcesses } from "../engine/ports.ts";
import { findBuiltInPersonas, makeDataFolder } from "../host/folders.ts";
import { createRehearsalThread } from "../host/rehearsal-thread.ts";
import { createSystemClock } from "../host/system-clock.ts";
import type { CommandInput, CommandName, CommandOutput, CommandProgress, Reply } from "../shared/contract.ts";
import { QuipdeckError } from "../shared/errors.ts";
import type { Notice } from "../shared/models.ts";
import type { HostEnvironment } from "./environment.ts";
import { oneLine, tell } from "./output.ts";

/** Other programs of this host lie beside this one, built or not. */
const programBeside = (name: string) => join(import.meta.dirname, `${name}${extname(import.meta.filename)}`);

export const runRehearsal = createRehearsalThread(programBeside("rehearsal-worker"));

/** A bot that is spread over `count` processes. */
export function shardProcesses(count: ShardProcesses["count"]): ShardProcesses {
  return { count, program: programBeside("shard-worker"), environment: process.env };
}

/** The engine on this machine's own time, network and files; the rest as in its ports. Rejects with a QuipdeckError. */
export async function openEngine(
  { outside, dataFolder, version }: HostEnvironment,
  keepsWatch: boolean,
  shards: ShardProcesses | null = null,
): Promise<Engine> {
  makeDataFolder(dataFolder);
  const [{ createEngine }, { createSettingsStore, createSecretStore }] = await Promise.all([
    import("../engine/engine.ts"),
    import("./stores.ts"),
  ]);
  return createEngine({
    clock: createSystemClock(),
    fetch: globalThis.fetch,
    seed: randomInt(2 ** 31),
    keepsWatch,
    host: { kind: "headless", version, dataFolder },
    folders: { data: dataFolder, builtInPersonas: findBuiltInPersonas(import.meta.dirname) },
    outside,
    settings: createSettingsStore(dataFolder),
    secrets: createSecretStore(dataFolder, outside),
    runRehearsal,
    shards,
  });
}

/** Writes what this engine has told its owner, and what it will tell, to stderr; the panel has the rest. */
export function followNotices(engine: Engine): void {
  const hear = ({ text }: Notice) => tell(oneLine(text));
  for (const notice of engine.notices()) hear(notice);
  engine.subscribe(
    ({ event }) => {
      if (event.type === "notice") hear(event.notice);
    },
    ["notice"],
  );
}

/** Runs `work` with an engine for one command, which is closed again whatever happens. */
export async function withEngine<Result>(
  environment: HostEnvironment,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const engine = await openEngine(environment, false);
  try {
    followNotices(engine);
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** A command's answer; rejects with a QuipdeckError where it is refused. */
export async function ask<Name extends CommandName>(
  engine: Pick<Engine, "dispatch">,
  name: Name,
  input?: CommandInput<Name>,
  options: CallOptions<CommandProgress<Name>> = {},
): Promise<CommandOutput<Name>> {
  const reply = (await engine.dispatch(name, input, options)) as Reply<Name>;
  if (reply.ok) return reply.value;
  throw new QuipdeckError(reply.error.code, reply.error.message, reply.error.mend);
}
