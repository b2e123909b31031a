import { join } from "node:path";
import type { Engine } from "../../engine/engine.ts";
import { autostart } from "../../host/autostart.ts";
import { createCrashEnd } from "../../host/crash.ts";
import { lockDataFolder } from "../../host/data-lock.ts";
import { findUpwards, makeDataFolder } from "../../host/folders.ts";
import { type HostEnvironment, readEnvironment } from "../environment.ts";
import { endAtOnce, exitCodes, tellFailure } from "../failure.ts";
import { followNotices, openEngine, shardProcesses } from "../open-engine.ts";
import { openInBrowser } from "../open-in-browser.ts";
import { printLine, tell } from "../output.ts";
import { type PanelServer, startPanelServer } from "../panel-server.ts";
import { panelToken } from "../panel-token.ts";
import { endSignal } from "../signals.ts";

const defaultPort = 4747;

interface ServeOptions {
  port?: number;
  host: string;
  allowHost: string[];
  open?: boolean;
  shards?: number | "auto";
}

/** Runs engine and panel until SIGINT or SIGTERM, then takes the bot offline properly. */
export async function serve(options: ServeOptions): Promise<void> {
  const environment = readEnvironment();
  const ended = endSignal();
  const taken = new AbortController();
  makeDataFolder(environment.dataFolder);
  const unlock = lockDataFolder(environment.dataFolder, {
    onLost: (problem) => taken.abort(problem),
    onTrouble: tellFailure,
  });
  try {
    const shards = options.shards === undefined ? null : shardProcesses(options.shards);
    const engine = await openEngine(environment, true, shards);
    endOnCrash(engine, unlock);
    try {
      await serveWith(engine, environment, options, AbortSignal.any([ended, taken.signal]));
    } finally {
      await engine.close();
    }
  } finally {
    unlock();
  }
  // A request to Discord that nobody waits for any more would keep the process for up to a minute.
  process.exit(taken.signal.aborted ? tellFailure(taken.signal.reason) : exitCodes.fine);
}

async function serveWith(
  engine: Engine,
  environment: HostEnvironment,
  options: ServeOptions,
  ended: AbortSignal,
): Promise<void> {
  followNotices(engine);
  const server = await startServer(engine, environment, options);
  await printLine(`Panel: ${server.link}`);
  if (options.open) openInBrowser(server.oneTimeLink());
  // Not waited for: a Discord that cannot be reached must not keep this host from ending.
  if (environment.outside.autostart) void autostart(engine, tell);
  await aborted(ended);
  await server.close();
}

/** From here on an error that nobody has caught takes the bot offline first. */
function endOnCrash(engine: Engine, unlock: () => void): void {
  process.off("uncaughtException", endAtOnce);
  process.on(
    "uncaughtException",
    createCrashEnd({ engine, unlock, tell, leave: () => process.exit(exitCodes.failed) }),
  );
  process.on("unhandledRejection", tellFailure);
}

function startServer(
  engine: Engine,
  { outside, dataFolder }: HostEnvironment,
  options: ServeOptions,
): Promise<PanelServer> {
  const index = findUpwards(import.meta.dirname, join("out", "renderer", "index.html"));
  if (index === null) console.error("The panel is not built yet: run npm run build.");
  const token = panelToken(dataFolder, outside.panelToken);
  engine.keepSecret(token);
  return startPanelServer({
    engine,
    panelFolder: index === null ? null : join(index, ".."),
    token,
    host: options.host,
    port: options.port ?? outside.port ?? defaultPort,
    allowedHosts: options.allowHost,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
}
