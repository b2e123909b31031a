import { exitCodes, tellFailure } from "./failure.ts";
import { endWhenUnread } from "./output.ts";
import { buildProgram } from "./program.ts";

endWhenUnread();
// Node would print a stack.
process.on("uncaughtException", (thrown) => process.exit(tellFailure(thrown)));
process.exitCode = await buildProgram()
  .parseAsync()
  .then(() => process.exitCode ?? exitCodes.fine, tellFailure);
