import { endAtOnce, exitCodes, tellFailure } from "./failure.ts";
import { endWhenUnread } from "./output.ts";
import { buildProgram } from "./program.ts";

endWhenUnread();
process.on("uncaughtException", endAtOnce);
process.exitCode = await buildProgram()
  .parseAsync()
  .then(() => process.exitCode ?? exitCodes.fine, tellFailure);
