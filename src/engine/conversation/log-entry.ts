import type { LogEntry, Outcome } from "../../shared/models.ts";
import { isModeratorCommand } from "../discord/commands.ts";
import type { FailureFacts } from "../log/failures.ts";
import type { EndedTurn, IncomingMessage } from "./turn.ts";

/** What nobody said to the bot is counted, but not kept. */
const unkept: ReadonlySet<Outcome> = new Set(["not-addressed", "from-bot"]);

const nobody = { authorId: "", author: "", content: "", response: "" } as const;

/** The row that the log keeps of an ended turn; of a member who has opted out, or was forgotten meanwhile, only that it was. */
export function toLogEntry(turn: EndedTurn, isOptedOut: boolean): Omit<LogEntry, "id"> {
  const { message } = turn;
  const entry = {
    at: turn.at,
    outcome: turn.outcome,
    guildId: message.guildId,
    channelId: message.channelId,
    channelName: message.channelName,
    messageId: message.messageId,
    isSlashCommand: message.isSlashCommand ?? false,
    authorId: message.authorId,
    author: message.author,
    content: unkept.has(turn.outcome) ? "" : message.content,
    sanitized: turn.sanitized,
    removed: turn.removed,
    response: turn.response,
    responder: turn.responder,
    keyLabel: turn.keyLabel,
    replyIds: turn.replyIds,
    replyChannelIds: turn.replyChannelIds,
    stages: turn.stages,
    attempts: turn.attempts,
    failureId: turn.failureId,
    totalMs: turn.totalMs,
  };
  if (!isNameless(turn, isOptedOut)) return entry;
  return { ...entry, ...nobody, channelName: placeOf(message), sanitized: turn.command ?? "", removed: [] };
}

/** A failure of a member who has opted out, or was forgotten meanwhile, with all that helps the owner but what is the member's. */
export function withoutMember(facts: FailureFacts, message: IncomingMessage): FailureFacts {
  return { ...facts, ...nobody, channelName: placeOf(message), authorId: null, author: null };
}

/** A thread is often named after a member, or after what they wrote. */
function placeOf({ parentChannelId, channelName }: IncomingMessage): string {
  return parentChannelId === null ? channelName : "thread";
}

/** Whoever gives a moderator's command answers for it, opted out or not. */
function isNameless({ command, isForgotten }: EndedTurn, isOptedOut: boolean): boolean {
  return isForgotten || (isOptedOut && (command === null || !isModeratorCommand(command)));
}
