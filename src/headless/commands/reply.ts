import { sentenceOf } from "../../shared/errors.ts";
import { readEnvironment } from "../environment.ts";
import { exitCodes } from "../failure.ts";
import { ask, withEngine } from "../open-engine.ts";
import { printJson, printLine, tell } from "../output.ts";

/** Answers `text` through the very stages that a message from Discord passes. */
export async function reply(text: string, { json }: { json?: boolean }): Promise<void> {
  const answer = await withEngine(readEnvironment(), (engine) => ask(engine, "playground/reply", { text }));
  const { sanitized, reply, responder, outcome, stages, failure } = answer;
  if (json) await printJson({ sanitized, reply, responder, outcome, stages });
  else await printLine(reply === "" ? `(no answer: ${outcome})` : reply);
  // An answer of the understudy is one, though the model failed.
  if (failure !== null) tell(sentenceOf(failure));
  if (outcome === "failed" || outcome === "stopped") process.exitCode = exitCodes.failed;
}
