import { setTimeout as wait } from "node:timers/promises";
import { QuipdeckError, sentenceOf } from "../shared/errors.ts";
import type { BotState } from "../shared/models.ts";

const patienceMs = 5_000;

export interface CrashParts {
  engine: { close(): Promise<void>; health(): { state: BotState } };
  unlock: () => void;
  tell: (sentence: string) => void;
  /** Ends the process; `wasBotUp` says whether the bot was meant to be online. */
  leave: (wasBotUp: boolean) => void;
}

/**
 * What to do with an error that nobody has caught: tell of it, take the bot offline and put the data on the disk as far as
 * five seconds allow, and leave. Further errors on the way are told, and change nothing.
 */
export function createCrashEnd({ engine, unlock, tell, leave }: CrashParts): (thrown: unknown) => void {
  let isEnding = false;
  const tellCrash = (thrown: unknown) => tell(crashSentence(thrown));

  return (thrown) => {
    tellCrash(thrown);
    if (isEnding) return;
    isEnding = true;
    const wasBotUp = ["starting", "online", "reconnecting"].includes(engine.health().state);
    void Promise.race([engine.close(), wait(patienceMs)])
      .catch(tellCrash)
      .then(unlock)
      .catch(tellCrash)
      .then(() => leave(wasBotUp));
  };
}

/** The kind of an unexpected error; its text is left out, for it may hold anything. */
export function kindOfError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  return "code" in thrown ? `${thrown.name}: ${String(thrown.code)}` : thrown.name;
}

function crashSentence(thrown: unknown): string {
  if (thrown instanceof QuipdeckError) return sentenceOf(thrown);
  return `Quipdeck met an error that it does not know (${kindOfError(thrown)}) and ends: report it if it comes back.`;
}
