import type { LogEntry, Removal } from "../../../../shared/models.ts";

const someone = "[name]";
const mention = /<(@[!&]?|#)\d{15,21}>/g;

/**
 * The entry without its author, without the names of those whom it mentions, and without the ids that lead to them.
 * Names that a member typed out stay.
 */
export function withoutNames(entry: LogEntry): LogEntry {
  const { author, removed } = entry;
  const mentioned = removed.filter(({ kind }) => kind === "mention").map(({ replacement }) => bareName(replacement));
  const blank = blanker([author, ...mentioned]);
  return {
    ...entry,
    guildId: null,
    channelId: "",
    // A thread of the bot's is named after a member.
    channelName: "",
    messageId: "",
    authorId: "",
    author: "",
    replyIds: [],
    replyChannelIds: [],
    content: blank(entry.content),
    sanitized: blank(entry.sanitized),
    response: blank(entry.response),
    // Where they stood no longer fits the text.
    removed: removed.map(({ kind }): Removal => ({ kind, text: "", index: 0, replacement: "" })),
    attempts: entry.attempts.map(({ requestId: _, ...attempt }) => attempt),
  };
}

function bareName(replacement: string): string {
  return replacement.trim().replace(/^[@#]/, "");
}

function blanker(names: readonly string[]): (text: string) => string {
  const longestFirst = names.filter((name) => name.trim() !== "").sort((one, other) => other.length - one.length);
  return (text) =>
    longestFirst.reduce((left, name) => left.replaceAll(name, someone), text.replaceAll(mention, `$1${someone}`));
}
