import type { Reply } from "../shared/contract.ts";
import { sentenceOf } from "../shared/errors.ts";

/** What this module needs of the engine. */
export interface StartableEngine {
  dispatch(command: string, input: unknown): Promise<Reply>;
  settingsProblem(): string | null;
}

/**
 * Starts the bot together with its host. Where it cannot start, `tell` gets the sentence and the host stays up, for in the
 * panel it can be mended. While defaults stand in for the owner's settings, the bot of another profile would be started.
 */
export async function autostart(engine: StartableEngine, tell: (sentence: string) => void): Promise<void> {
  const problem = engine.settingsProblem();
  if (problem !== null) {
    tell(`The bot was not started by itself, for your settings are not in force. ${problem}`);
    return;
  }
  const reply = await engine.dispatch("bot/start", undefined);
  if (!reply.ok) tell(sentenceOf(reply.error));
}
