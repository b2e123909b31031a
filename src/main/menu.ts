import { app, Menu, type MenuItemConstructorOptions, shell } from "electron";
import { botShortcutLetters } from "../shared/bot-shortcuts.ts";
import { type BotCommand, type BotEngine, commandBot } from "./bot-commands.ts";
import type { PanelWindow } from "./window.ts";

/** The application's menu, with its shortcuts. */
export function setMenu(engine: BotEngine, panel: PanelWindow): void {
  const item = (label: string, command: BotCommand): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+Shift+${botShortcutLetters[command]}`,
    click: () => {
      panel.show();
      void commandBot(engine, panel, command);
    },
  });
  const bot: MenuItemConstructorOptions[] = [
    item("Start", "bot/start"),
    item("Stop", "bot/stop"),
    item("Reboot", "bot/reboot"),
    { type: "separator" },
    { label: "Quit", accelerator: "CmdOrCtrl+Q", click: () => app.quit() },
  ];
  const help: MenuItemConstructorOptions[] = [
    { label: "Discord's developer portal", click: opens("https://discord.com/developers/applications") },
    { label: "Hugging Face's access tokens", click: opens("https://huggingface.co/settings/tokens") },
  ];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === "darwin" ? [{ role: "appMenu" } as const] : []),
    { label: "&Bot", submenu: bot },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }, { role: "togglefullscreen" }],
    },
    { role: "windowMenu" },
    { role: "help", submenu: help },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function opens(address: string): () => void {
  return () => void shell.openExternal(address);
}
