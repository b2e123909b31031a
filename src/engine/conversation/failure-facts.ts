import type { Stage } from "../../shared/models.ts";
import { DiscordFault } from "../discord/faults.ts";
import { AnswerError } from "../inference/responder.ts";
import type { FailureFacts } from "../log/failures.ts";
import type { Turn } from "./turn.ts";

/** Joins a failing turn with everything that might reveal the cause. */
export function failureOf(turn: Turn, thrown: unknown, stage: Stage, at: number): FailureFacts {
  const { message } = turn;
  const { cause, summary, mend, status } = explain(thrown);
  return {
    at,
    cause: `${stage}/${cause}`,
    summary,
    mend,
    stage,
    guildId: message.guildId,
    channelId: message.channelId,
    channelName: message.channelName,
    messageId: message.messageId,
    authorId: message.authorId,
    author: message.author,
    content: message.content,
    response: turn.response,
    keyLabel: turn.keyLabel ?? turn.attempts.at(-1)?.keyLabel ?? null,
    status: status ?? turn.attempts.at(-1)?.status ?? null,
    attempts: turn.attempts,
    stack: stackOf(thrown),
  };
}

/** A command of the panel or the command line that met an error of Quipdeck's own. */
export function commandFailure(thrown: unknown, command: string, at: number): FailureFacts {
  const { cause, mend } = explain(thrown);
  const nothing = { guildId: null, channelId: null, channelName: null, messageId: null, authorId: null, author: null };
  return {
    ...nothing,
    at,
    cause: `command/${command}/${cause}`,
    summary: `The command ${command} met an error of Quipdeck's own.`,
    mend,
    stage: "command",
    content: "",
    response: "",
    keyLabel: null,
    status: null,
    attempts: [],
    stack: stackOf(thrown),
  };
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

function explain(thrown: unknown): { cause: string; summary: string; mend: string; status: number | null } {
  if (thrown instanceof AnswerError) {
    return { cause: causeOf(thrown), summary: thrown.message, mend: thrown.mend, status: null };
  }
  if (thrown instanceof DiscordFault) {
    return { cause: `discord-${thrown.faultCode}`, summary: thrown.message, mend: thrown.mend, status: thrown.status };
  }
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return {
    cause: name,
    summary: "Quipdeck met an error of its own while it worked on this message.",
    mend: "Copy this report into Quipdeck's bug tracker; the stack tells where it happened.",
    status: null,
  };
}

/** What the last request met is the cause; that the question was given up is only its consequence. */
function causeOf({ kind, attempts }: AnswerError): string {
  const verdict = attempts.at(-1)?.verdict;
  return (kind === "exhausted" || kind === "deadline") && verdict !== undefined ? `${kind}/${verdict}` : kind;
}
