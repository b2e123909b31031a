import { app, dialog } from "electron";
import type { Engine } from "../engine/engine.ts";
import { type ErrorReport, reportOf, sentenceOf } from "../shared/errors.ts";
import { say, tellOwner } from "./tell.ts";
import type { PanelWindow } from "./window.ts";

export interface Ending {
  readonly isEnding: boolean;
  /** Ends the app without asking; a problem is told once the bot is offline, and makes the exit code 1. */
  end(problem?: ErrorReport): Promise<void>;
}

/** Ends the app only after the bot is offline and everything is on the disk; asks first while the bot is online. */
export function endProperly(engine: Pick<Engine, "health" | "close">, panel: PanelWindow, unlock: () => void): Ending {
  let isEnding = false;

  async function end(problem?: ErrorReport): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    panel.prepareToClose();
    try {
      await engine.close();
      unlock();
      if (problem) await tellOwner(sentenceOf(problem));
      app.exit(problem ? 1 : 0);
    } catch (thrown) {
      // Whatever goes wrong in here, the process must not stay behind without a window.
      say(sentenceOf(reportOf(thrown)));
      app.exit(1);
    }
  }

  app.on("before-quit", (event) => {
    event.preventDefault();
    if (isEnding || !engine.health().online) void end();
    else void askToEnd(panel).then((isAgreed) => (isAgreed ? end() : undefined));
  });
  // The system or a script that ends the app does not wait for an answer.
  process.on("SIGINT", () => void end());
  process.on("SIGTERM", () => void end());
  return {
    get isEnding() {
      return isEnding;
    },
    end,
  };
}

async function askToEnd(panel: PanelWindow): Promise<boolean> {
  const question = {
    type: "question" as const,
    message: "The bot is online.",
    detail: "Quitting takes it offline: nobody is answered until you start it again.",
    buttons: ["Quit", "Stay online"],
    defaultId: 1,
    cancelId: 1,
  };
  const window = panel.browserWindow;
  const { response } =
    window === null ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question);
  return response === 0;
}
