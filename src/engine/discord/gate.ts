import type { Outcome } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import type { IncomingMessage } from "../conversation/turn.ts";
import { type Command, parseCommand, startsWithMarker } from "./commands.ts";

/** What the gate needs to know beside the message. */
export interface GateContext {
  profile: Profile;
  commandPrefix: string;
  botUserId: string | null;
  isPaused: (guildId: string | null) => boolean;
  /** Counts the question; false when the member asked too often. */
  admitMember: (authorId: string) => boolean;
}

export type GateDecision =
  | { pass: true; question: string }
  | { pass: false; outcome: Outcome }
  | { pass: false; outcome: "command"; command: Command };

const refuse = (outcome: Outcome): GateDecision => ({ pass: false, outcome });

/** Decides who is answered; the order of the lines is the order of precedence. */
export function gate(message: IncomingMessage, context: GateContext): GateDecision {
  if (message.authorIsBot) return refuse("from-bot");
  const text = withoutOwnMention(message.content, context.botUserId);
  const command = parseCommand(text, context.commandPrefix);
  if (command) return { pass: false, outcome: "command", command };
  if (!isAddressed(message, context.profile)) return refuse("not-addressed");
  if (startsWithMarker(text, `${context.commandPrefix}ignore`)) return refuse("ignored-by-marker");
  if (context.isPaused(message.guildId)) return refuse("paused");
  if (!context.admitMember(message.authorId)) return refuse("too-fast");
  return { pass: true, question: text };
}

function isAddressed(message: IncomingMessage, profile: Profile): boolean {
  const isIn = (ids: string[]) =>
    ids.includes(message.channelId) || (message.parentChannelId !== null && ids.includes(message.parentChannelId));
  if (isIn(profile.ignoredChannelIds)) return false;
  if (message.parentChannelId !== null && !profile.answerInThreads) return false;
  if (isIn(profile.answerChannelIds)) return true;
  return (message.mentionsBot && profile.answerMentions) || (message.repliesToBot && profile.answerReplies);
}

/** The mention that only calls the bot is no part of the question. */
function withoutOwnMention(content: string, botUserId: string | null): string {
  if (botUserId === null || !content.includes(botUserId)) return content.trim();
  const mention = new RegExp(`^\\s*(?:<@!?${botUserId}>\\s*)+|(?:\\s*<@!?${botUserId}>)+\\s*$`, "g");
  return content.replace(mention, "").trim();
}
