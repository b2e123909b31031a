import type { LogEntry, Outcome } from "../../shared/models.ts";
import { isModeratorCommand } from "../discord/commands.ts";
import type { FailureFacts } from "../log/failures.ts";
import type { EndedTurn } from "./turn.ts";

/** What nobody said to the bot is counted, but not kept. */
const unkept: ReadonlySet<Outcome> = new Set(["not-addressed", "from-bot"]);

const nobody = { authorId: "", author: "", content: "", response: "" } as const;

/** The row that the log keeps of an ended turn; of a member who has opted out, or was just forgotten, only that it was. */
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
  const sanitized = turn.outcome === "command" ? turn.sanitized : "";
  return { ...entry, ...nobody, sanitized, removed: [] };
}

/** A failure of a member who has opted out, with all that helps the owner but what is the member's. */
export function withoutMember(facts: FailureFacts): FailureFacts {
  return { ...facts, ...nobody, authorId: null, author: null };
}

/** Whoever gives a moderator's command answers for it, opted out or not. */
function isNameless({ outcome, sanitized }: EndedTurn, isOptedOut: boolean): boolean {
  if (outcome !== "command") return isOptedOut;
  return sanitized === "forget" || (isOptedOut && !isModeratorCommand(sanitized));
}
