import type { z } from "zod";
import {
  type CommandName,
  type CommandOutput,
  type CommandProgress,
  commands,
  type ParsedInput,
  type Reply,
} from "../shared/contract.ts";
import { cancelled, type ErrorReport, QuipdeckError, reportOf } from "../shared/errors.ts";
import { describeIssues } from "../shared/settings.ts";
import { NewestProgress } from "./newest-progress.ts";
import type { Clock } from "./ports.ts";

/** What a caller may want of a call beside its answer. */
export interface CallOptions<Progress = unknown> {
  /** Calls it off: the answer is then what there is by then, or a refusal with the code `cancelled`. */
  signal?: AbortSignal;
  /** Hears how far it has come, the newest only. */
  onProgress?(progress: Progress): void;
}

/** What a handler has of its call beside the input. */
export interface Call<Progress = unknown> {
  /** Aborted once nobody wants the answer: the handler gives what there is, or throws the signal's reason. */
  readonly signal: AbortSignal;
  /** There is news of how far it has come; `read` gives the newest, and is called only where somebody is to hear it. */
  tell(read: () => Progress): void;
}

export type Handlers = {
  [Name in CommandName]: (
    input: ParsedInput<Name>,
    call: Call<CommandProgress<Name>>,
  ) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

interface DispatchParts {
  handlers: Handlers;
  clock: Clock;
  /** Hears of errors that were not written for people. Where it throws itself, the reply says that nothing was recorded. */
  onUnexpected: (thrown: unknown, command: string) => void;
}

const unrecorded: ErrorReport = {
  code: "internal",
  message: "Something went wrong inside Quipdeck, and it could not be recorded.",
  mend: "Restart Quipdeck, and report it if it comes back.",
};

/** Parses at the door and answers with a code: a reply always leaves, after the last of its progress. */
export function createDispatch({ handlers, clock, onUnexpected }: DispatchParts) {
  async function run<Name extends CommandName>(name: Name, input: unknown, call: Call): Promise<CommandOutput<Name>> {
    const schema: z.ZodType = commands[name].input;
    const parsed = schema.safeParse(input ?? undefined);
    if (!parsed.success) {
      throw new QuipdeckError("invalid-input", `${describeIssues(parsed.error)}.`, "Correct it and try again.");
    }
    return handlers[name](parsed.data as ParsedInput<Name>, call);
  }

  return async (command: string, input: unknown, options: CallOptions = {}): Promise<Reply> => {
    const { signal = new AbortController().signal, onProgress } = options;
    const progress = new NewestProgress({ clock, hear: onProgress, onTrouble: (thrown) => answerTo(thrown, command) });
    try {
      if (!isCommandName(command)) {
        throw new QuipdeckError("invalid-input", `There is no command "${command.slice(0, 60)}".`, "Update the panel.");
      }
      return { ok: true, value: await run(command, input, { signal, tell: (read) => progress.tell(read) }) };
    } catch (thrown) {
      if (signal.aborted && thrown === signal.reason) return { ok: false, error: cancelled };
      return { ok: false, error: answerTo(thrown, command) };
    } finally {
      progress.end();
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
