import { app } from "electron";
import type { Engine } from "../engine/engine.ts";
import { type ErrorReport, reportOf, sentenceOf } from "../shared/errors.ts";
import { askOwner, say, tellOwner } from "./tell.ts";
import type { PanelWindow } from "./window.ts";

export interface Ending {
  readonly isEnding: boolean;
  /** Ends the app without asking; a problem is told once the bot is offline, and makes the exit code 1. */
  end(problem?: ErrorReport): Promise<void>;
}

/** Ends the app only after the bot is offline and everything is on the disk; asks first where something is lost by it. */
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
    const detail = isEnding ? null : lostByQuitting(engine, panel);
    if (detail === null) return void end();
    const question = { message: "Quit Quipdeck?", detail, yes: "Quit", no: "Stay" };
    void askOwner(panel.browserWindow, question).then((isAgreed) => (isAgreed ? end() : undefined));
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

/** What is lost when the app ends now; null where that is nothing. */
function lostByQuitting(engine: Pick<Engine, "health">, panel: PanelWindow): string | null {
  const lost = [
    engine.health().online && "Quitting takes the bot offline: nobody is answered until you start it again.",
    panel.hasUnsaved && "What is half written in the panel, and not saved, goes with it.",
  ].filter((sentence) => sentence !== false);
  return lost.length === 0 ? null : lost.join(" ");
}
