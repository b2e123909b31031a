import { sentenceOf } from "../../shared/errors.ts";
import { readEnvironment } from "../environment.ts";
import { exitCodes } from "../failure.ts";
import { ask, withEngine } from "../open-engine.ts";
import { printJsonLine, printLine } from "../output.ts";

/** Answers `text` through the very stages that a message from Discord passes. */
export async function reply(text: string, { json }: { json?: boolean }): Promise<void> {
  const answer = await withEngine(readEnvironment(), (engine) => ask(engine, "playground/reply", { text }));
  const { sanitized, reply, responder, outcome, stages, failure } = answer;
  if (json) await printJsonLine({ sanitized, reply, responder, outcome, stages });
  else await printLine(reply === "" ? `(no answer: ${outcome})` : withoutControls(reply));
  if (failure === null) return;
  console.error(sentenceOf(failure));
  process.exitCode = exitCodes.failed;
}

/** A model's words may not steer the terminal; line ends and tabs may stay. */
function withoutControls(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, "");
}
