import type { Engine } from "../engine/engine.ts";
import type { botShortcutLetters } from "../shared/bot-shortcuts.ts";
import { lostByRebooting, lostByStopping } from "../shared/bot-stop.ts";
import { askOwner } from "./tell.ts";
import type { PanelWindow } from "./window.ts";

export type BotCommand = keyof typeof botShortcutLetters;

/** What a command of a menu needs of the engine. */
export type BotEngine = Pick<Engine, "dispatch" | "health" | "settings">;

const labels: Record<BotCommand, string> = { "bot/start": "Start", "bot/stop": "Stop", "bot/reboot": "Reboot" };

/**
 * Gives the bot a command of a menu; asks first where questions of members would be lost, as the panel does. What is
 * refused shows in the panel as the bot's state.
 */
export async function commandBot(engine: BotEngine, panel: PanelWindow, command: BotCommand): Promise<void> {
  const detail = lostBy(command, engine);
  const question = { message: `${labels[command]} the bot?`, yes: labels[command], no: "Go on" };
  if (detail === null || (await askOwner(panel.browserWindow, { ...question, detail }))) {
    await engine.dispatch(command, undefined);
  }
}

function lostBy(command: BotCommand, engine: BotEngine): string | null {
  const { catchUpMinutes } = engine.settings().behaviour;
  if (command === "bot/stop") return lostByStopping(engine.health(), catchUpMinutes);
  return command === "bot/reboot" ? lostByRebooting(engine.health(), catchUpMinutes) : null;
}
