import { endAtOnce, exitCodes, tellFailure } from "./failure.ts";
import { endWhenUnread } from "./output.ts";
import { buildProgram } from "./program.ts";

/** Runs the command line that the process was started with; resolves with its exit code. */
export async function runProgram(): Promise<typeof process.exitCode> {
  endWhenUnread();
  process.on("uncaughtException", endAtOnce);
  return buildProgram()
    .parseAsync()
    .then(() => process.exitCode ?? exitCodes.fine, tellFailure);
}
