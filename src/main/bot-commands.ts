import type { Engine } from "../engine/engine.ts";
import type { botShortcutLetters } from "../shared/bot-shortcuts.ts";
import { lostByRebooting, lostByStopping } from "../shared/bot-stop.ts";
import type { Snapshot } from "../shared/contract.ts";
import { askOwner } from "./tell.ts";
import type { PanelWindow } from "./window.ts";

export type BotCommand = keyof typeof botShortcutLetters;

const labels: Record<BotCommand, string> = { "bot/start": "Start", "bot/stop": "Stop", "bot/reboot": "Reboot" };

/**
 * Gives the bot a command of a menu; asks first where questions of members would be lost, as the panel does. What is
 * refused shows in the panel as the bot's state.
 */
export async function commandBot(
  engine: Pick<Engine, "dispatch" | "snapshot">,
  panel: PanelWindow,
  command: BotCommand,
): Promise<void> {
  const detail = lostBy(command, engine.snapshot());
  const question = { message: `${labels[command]} the bot?`, yes: labels[command], no: "Go on" };
  if (detail === null || (await askOwner(panel.browserWindow, { ...question, detail }))) {
    await engine.dispatch(command, undefined);
  }
}

function lostBy(command: BotCommand, { status, settings }: Snapshot): string | null {
  const { catchUpMinutes } = settings.behaviour;
  if (command === "bot/stop") return lostByStopping(status, catchUpMinutes);
  return command === "bot/reboot" ? lostByRebooting(status, catchUpMinutes) : null;
}
