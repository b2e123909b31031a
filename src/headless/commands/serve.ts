import { join } from "node:path";
import type { Engine } from "../../engine/engine.ts";
import { lockDataFolder } from "../../host/data-lock.ts";
import { findUpwards, makeDataFolder } from "../../host/folders.ts";
import type { EngineEvent } from "../../shared/contract.ts";
import { sentenceOf } from "../../shared/errors.ts";
import { type HostEnvironment, readEnvironment } from "../environment.ts";
import { tellFailure } from "../failure.ts";
import { openEngine } from "../open-engine.ts";
import { openInBrowser } from "../open-in-browser.ts";
import { oneLine, printLine } from "../output.ts";
import { type PanelServer, startPanelServer } from "../panel-server.ts";
import { panelToken } from "../panel-token.ts";
import { endSignal } from "../signals.ts";

const defaultPort = 4747;

interface ServeOptions {
  port?: number;
  host: string;
  allowHost: string[];
  open?: boolean;
}

/** Runs engine and panel until SIGINT or SIGTERM, then takes the bot offline properly. */
export async function serve(options: ServeOptions): Promise<void> {
  const environment = readEnvironment();
  const ended = endSignal();
  makeDataFolder(environment.dataFolder);
  const unlock = lockDataFolder(environment.dataFolder);
  try {
    const engine = await openEngine(environment);
    try {
      engine.subscribe(({ event }) => tell(event), ["notice"]);
      const server = await startServer(engine, environment, options);
      await printLine(`Panel: ${server.link}`);
      if (options.open) openInBrowser(server.link);
      process.on("unhandledRejection", tellFailure);
      if (environment.outside.autostart) await startBot(engine);
      await aborted(ended);
      await server.close();
    } finally {
      await engine.close();
    }
  } finally {
    unlock();
  }
}

function startServer(
  engine: Engine,
  { outside, dataFolder }: HostEnvironment,
  options: ServeOptions,
): Promise<PanelServer> {
  const index = findUpwards(import.meta.dirname, join("out", "renderer", "index.html"));
  if (index === null) console.error("The panel is not built yet: run npm run build.");
  return startPanelServer({
    engine,
    panelFolder: index === null ? null : join(index, ".."),
    token: panelToken(dataFolder, outside.panelToken),
    host: options.host,
    port: options.port ?? outside.port ?? defaultPort,
    allowedHosts: options.allowHost,
  });
}

/** A bot that cannot start is told of; the panel stays up, for there it can be mended. */
async function startBot(engine: Engine): Promise<void> {
  const reply = await engine.dispatch("bot/start", undefined);
  if (!reply.ok) console.error(sentenceOf(reply.error));
}

/** What the owner should know, on stderr; the panel has the rest. */
function tell(event: EngineEvent): void {
  if (event.type === "notice") console.error(oneLine(event.notice.text));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
}
