import { app } from "electron";
import type { Engine } from "../engine/engine.ts";
import { createCrashEnd } from "../host/crash.ts";
import { tellFatal } from "./fatal.ts";
import { say } from "./tell.ts";

/** Given to the app that follows a crash, so that one which crashes at once is not followed by another. */
const afterCrashFlag = "--after-crash";
const startBotFlag = "--start-bot";
/** An app that ran so long did not crash of its own beginning. */
const provenSeconds = 600;

/** Whether the app before this one crashed while its bot was up. */
export function followsCrashOfBot(): boolean {
  return process.argv.includes(startBotFlag);
}

/**
 * From here on an error that nobody has caught takes the bot offline first, and then starts the app anew, for nobody may
 * be there to do it. No dialog: it would hold up the bot.
 */
export function outliveCrashes(
  engine: Pick<Engine, "close" | "health">,
  unlock: () => void,
  isQuitting: () => boolean,
): void {
  process.off("uncaughtException", tellFatal);
  process.on(
    "uncaughtException",
    createCrashEnd({
      engine,
      unlock,
      tell: say,
      leave(wasBotUp) {
        if (!isQuitting() && mayRelaunch(process.argv, process.uptime())) relaunch(wasBotUp);
        app.exit(1);
      },
    }),
  );
}

/** Once after a crash, unless the app that followed it had proven itself. */
export function mayRelaunch(argv: readonly string[], uptimeSeconds: number): boolean {
  return !argv.includes(afterCrashFlag) || uptimeSeconds > provenSeconds;
}

function relaunch(wasBotUp: boolean): void {
  const given = process.argv.slice(1).filter((argument) => argument !== afterCrashFlag && argument !== startBotFlag);
  const args = [...given, afterCrashFlag, ...(wasBotUp ? [startBotFlag] : [])];
  // An AppImage's own program lies in a folder that goes away with it.
  const { APPIMAGE } = process.env;
  app.relaunch({ args, ...(APPIMAGE ? { execPath: APPIMAGE } : {}) });
}
