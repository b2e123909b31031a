import { app } from "electron";
import type { Engine } from "../engine/engine.ts";
import { lockDataFolder } from "../host/data-lock.ts";
import { sentenceOf } from "../shared/errors.ts";
import type { DesktopEnvironment } from "./environment.ts";
import { denyPermissions, hardenContents } from "./hardening.ts";
import { connectIpc } from "./ipc.ts";
import { setMenu } from "./menu.ts";
import { notifyOfTrouble } from "./notifications.ts";
import { openEngine } from "./open-engine.ts";
import { type PanelOrigin, servePanelFiles } from "./panel-protocol.ts";
import { endProperly } from "./quit.ts";
import { createTray } from "./tray.ts";
import { PanelWindow } from "./window.ts";

/** Brings the desktop app up, part by part. Rejects with a QuipdeckError where it cannot. */
export async function startDesktop(environment: DesktopEnvironment, origin: PanelOrigin): Promise<void> {
  hardenContents(origin);
  await app.whenReady();
  const unlock = lockDataFolder(environment.dataFolder);
  denyPermissions(origin);
  servePanelFiles(environment.rendererFolder, origin);

  const engine = await openEngine(environment);
  const panel = new PanelWindow(environment, origin, () => engine.snapshot().settings.desktop.closeToTray);
  connectIpc(engine, panel, origin);
  setMenu(engine, panel);
  createTray(engine, panel, environment.iconFile);
  notifyOfTrouble(engine, panel);
  endProperly(engine, panel, unlock);

  app.on("second-instance", () => panel.show());
  app.on("activate", () => panel.show());
  panel.show();
  if (environment.outside.autostart || engine.snapshot().settings.desktop.startBotOnLaunch) await startBot(engine);
}

/** A bot that cannot start is shown so in the panel; the app stays up, for there it can be mended. */
async function startBot(engine: Engine): Promise<void> {
  const reply = await engine.dispatch("bot/start", undefined);
  if (!reply.ok) process.stderr.write(`${sentenceOf(reply.error)}\n`);
}
