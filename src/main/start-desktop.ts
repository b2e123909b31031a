import { app } from "electron";
import { autostart } from "../host/autostart.ts";
import { lockDataFolder } from "../host/data-lock.ts";
import { reportOf, sentenceOf } from "../shared/errors.ts";
import { followsCrashOfBot, outliveCrashes } from "./crash.ts";
import type { DesktopEnvironment } from "./environment.ts";
import { denyPermissions, hardenContents } from "./hardening.ts";
import { connectIpc } from "./ipc.ts";
import { setMenu } from "./menu.ts";
import { notifyOwner } from "./notifications.ts";
import { openEngine } from "./open-engine.ts";
import { type PanelOrigin, servePanelFiles } from "./panel-protocol.ts";
import { endProperly } from "./quit.ts";
import { say } from "./tell.ts";
import { createTray } from "./tray.ts";
import { PanelWindow } from "./window.ts";

/** Brings the desktop app up, part by part. Rejects with a QuipdeckError where it cannot. */
export async function startDesktop(environment: DesktopEnvironment, origin: PanelOrigin): Promise<void> {
  hardenContents(origin);
  await app.whenReady();
  const taken = new AbortController();
  const unlock = lockDataFolder(environment.dataFolder, {
    onLost: (problem) => taken.abort(problem),
    onTrouble: (problem) => say(sentenceOf(problem)),
  });
  denyPermissions(origin);
  servePanelFiles(environment.rendererFolder, origin);

  const engine = await openEngine(environment);
  const panel = new PanelWindow(environment, origin, () => engine.settings().desktop.closeToTray);
  connectIpc(engine, panel, origin);
  setMenu(engine, panel);
  createTray(engine, panel, environment.iconFile);
  notifyOwner(engine, panel);
  const ending = endProperly(engine, panel, unlock);
  outliveCrashes(engine, unlock, () => ending.isEnding);
  whenAborted(taken.signal, (problem) => void ending.end(reportOf(problem)));

  app.on("second-instance", () => panel.show());
  app.on("activate", () => panel.show());
  panel.show();
  const isBotWanted = environment.outside.autostart || engine.settings().desktop.startBotOnLaunch;
  if (isBotWanted || followsCrashOfBot()) await autostart(engine, say);
}

function whenAborted(signal: AbortSignal, act: (reason: unknown) => void): void {
  if (signal.aborted) act(signal.reason);
  else signal.addEventListener("abort", () => act(signal.reason), { once: true });
}
