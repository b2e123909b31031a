import type { LogEntry, Outcome } from "../../shared/models.ts";
import type { EndedTurn } from "./turn.ts";

/** What nobody said to the bot is counted, but not kept. */
const unkept: ReadonlySet<Outcome> = new Set(["not-addressed", "from-bot"]);

/** The row that the log keeps of an ended turn. */
export function toLogEntry(turn: EndedTurn): Omit<LogEntry, "id"> {
  const { message } = turn;
  return {
    at: turn.at,
    outcome: turn.outcome,
    guildId: message.guildId,
    channelId: message.channelId,
    channelName: message.channelName,
    messageId: message.messageId,
    authorId: message.authorId,
    author: message.author,
    content: unkept.has(turn.outcome) ? "" : message.content,
    sanitized: turn.sanitized,
    removed: turn.removed,
    response: turn.response,
    responder: turn.responder,
    keyLabel: turn.keyLabel,
    replyIds: turn.replyIds,
    stages: turn.stages,
    attempts: turn.attempts,
    failureId: turn.failureId,
    totalMs: turn.totalMs,
  };
}
