import type { z } from "zod";
import { type CommandName, type CommandOutput, commands, type ParsedInput, type Reply } from "../shared/contract.ts";
import { type ErrorReport, QuipdeckError, reportOf } from "../shared/errors.ts";
import { describeIssues } from "../shared/settings.ts";

export type Handlers = {
  [Name in CommandName]: (input: ParsedInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

const unrecorded: ErrorReport = {
  code: "internal",
  message: "Something went wrong inside Quipdeck, and it could not be recorded.",
  mend: "Restart Quipdeck, and report it if it comes back.",
};

/**
 * Parses at the door and answers with a code: a reply always leaves, and `onUnexpected` hears of errors
 * that were not written for people. Where it throws itself, the reply says that nothing was recorded.
 */
export function createDispatch(handlers: Handlers, onUnexpected: (thrown: unknown, command: string) => void) {
  async function run<Name extends CommandName>(name: Name, input: unknown): Promise<CommandOutput<Name>> {
    const schema: z.ZodType = commands[name].input;
    const parsed = schema.safeParse(input ?? undefined);
    if (!parsed.success) {
      throw new QuipdeckError("invalid-input", `${describeIssues(parsed.error)}.`, "Correct it and try again.");
    }
    return handlers[name](parsed.data as ParsedInput<Name>);
  }

  return async (command: string, input: unknown): Promise<Reply> => {
    try {
      if (!isCommandName(command)) {
        throw new QuipdeckError("invalid-input", `There is no command "${command.slice(0, 60)}".`, "Update the panel.");
      }
      return { ok: true, value: await run(command, input) };
    } catch (thrown) {
      return { ok: false, error: answerTo(thrown, command) };
    }
  };

  function answerTo(thrown: unknown, command: string): ErrorReport {
    if (thrown instanceof QuipdeckError) return thrown.toReport();
    try {
      onUnexpected(thrown, command);
      return reportOf(thrown);
    } catch {
      return unrecorded;
    }
  }
}

function isCommandName(command: string): command is CommandName {
  return Object.hasOwn(commands, command);
}
