import { app, Menu, nativeImage, Tray } from "electron";
import type { Engine } from "../engine/engine.ts";
import type { BotState, BotStatus } from "../shared/models.ts";
import { type BotEngine, commandBot } from "./bot-commands.ts";
import type { PanelWindow } from "./window.ts";

const iconPixels = process.platform === "darwin" ? 18 : 24;

const stateWords: Record<BotState, string> = {
  stopped: "stopped",
  starting: "starting …",
  online: "online",
  reconnecting: "reconnecting …",
  stopping: "stopping …",
  failed: "could not start",
};

/** The icon in the system's tray, with the bot's state and what can be done about it; kept current. */
export function createTray(
  engine: BotEngine & Pick<Engine, "subscribe">,
  panel: PanelWindow,
  iconFile: string | null,
): Tray {
  const icon = iconFile === null ? nativeImage.createEmpty() : nativeImage.createFromPath(iconFile);
  const tray = new Tray(icon.resize({ width: iconPixels, height: iconPixels }));
  let shown: BotState | null = null;
  const show = ({ state }: Pick<BotStatus, "state">) => {
    if (state === shown) return;
    shown = state;
    tray.setToolTip(`Quipdeck: ${stateWords[state]}`);
    tray.setContextMenu(trayMenu(engine, panel, state));
  };
  show(engine.health());
  engine.subscribe(({ event }) => {
    if (event.type === "status") show(event.status);
  });
  tray.on("click", () => panel.show());
  return tray;
}

function trayMenu(engine: BotEngine, panel: PanelWindow, state: BotState): Menu {
  const isDown = state === "stopped" || state === "failed";
  const command = isDown ? "bot/start" : "bot/stop";
  return Menu.buildFromTemplate([
    { label: `Bot: ${stateWords[state]}`, enabled: false },
    {
      label: isDown ? "Start" : "Stop",
      enabled: state !== "stopping",
      click: () => void commandBot(engine, panel, command),
    },
    { type: "separator" },
    { label: "Show Quipdeck", click: () => panel.show() },
    { label: "Quit", click: () => app.quit() },
  ]);
}
