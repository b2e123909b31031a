import { CommanderError } from "commander";
import { kindOfError } from "../host/crash.ts";
import { QuipdeckError, reportOf, sentenceOf } from "../shared/errors.ts";
import { tell } from "./output.ts";

export const exitCodes = { fine: 0, failed: 1, wrongUsage: 2 } as const;

/** A command line that makes no sense: exit code 2 instead of 1. */
export class UsageError extends QuipdeckError {
  constructor(message: string, mend: string) {
    super("invalid-input", message, mend);
    this.name = "UsageError";
  }
}

/** Tells the person what went wrong, in a sentence on stderr and never with a stack; gives back the exit code. */
export function tellFailure(thrown: unknown): number {
  // Commander has written its own sentence already.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.fine : exitCodes.wrongUsage;
  tell(sentenceOf(reportOf(thrown)));
  if (!(thrown instanceof QuipdeckError)) tell(`(${kindOfError(thrown)})`);
  return thrown instanceof UsageError ? exitCodes.wrongUsage : exitCodes.failed;
}

/** For errors that nobody has caught while there is nothing to close: Node would print a stack. */
export function endAtOnce(thrown: unknown): void {
  process.exit(tellFailure(thrown));
}
