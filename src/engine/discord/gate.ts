import type { Outcome } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import type { IncomingMessage } from "../conversation/turn.ts";
import { type Command, isModeratorCommand, parseCommand, spelledWith, startsWithMarker } from "./commands.ts";

/** What the gate needs to know beside the message. */
export interface GateContext {
  profile: Profile;
  commandPrefix: string;
  botUserId: string | null;
  isPaused: (guildId: string | null) => boolean;
  isOptedOut: (authorId: string) => boolean;
  /** Counts the question or command; false when the member asked too often. */
  admitMember: (authorId: string) => boolean;
  /** Counts that the member is told that commands are for moderators; false when they were told just now. */
  admitRefusal: (authorId: string) => boolean;
}

export interface Question {
  question: string;
  /** Where it begins in the message, in UTF-16 units. */
  questionStart: number;
}

export type GateDecision =
  | ({ pass: true } & Question)
  | { pass: false; outcome: Outcome }
  | { pass: false; outcome: "command"; command: Command };

const refuse = (outcome: Outcome): GateDecision => ({ pass: false, outcome });

/** Decides who is answered; the order of the lines is the order of precedence. */
export function gate(message: IncomingMessage, context: GateContext): GateDecision {
  if (message.authorIsBot) return refuse("from-bot");
  const { question: text, questionStart } = questionIn(message.content, context.botUserId);
  const command = isCommandHeard(message, context.profile) ? parseCommand(text, context.commandPrefix) : null;
  if (command && isModeratorCommand(command)) return gateModeratorsCommand(message, command, context);
  if (command) return gateMembersCommand(message, command, context);
  if (context.isOptedOut(message.authorId)) return refuse("opted-out");
  if (!isAddressed(message, context.profile)) return refuse("not-addressed");
  if (message.isWithheld) return refuse("withheld");
  if (startsWithMarker(text, spelledWith(context.commandPrefix).asideMarker)) return refuse("ignored-by-marker");
  if (context.isPaused(message.guildId)) return refuse("paused");
  if (!context.admitMember(message.authorId)) return refuse("too-fast");
  return { pass: true, question: text, questionStart };
}

/** Answer channels need the Message Content intent, but the owner may want commands to address the bot all the same. */
function isCommandHeard({ mentionsBot, repliesToBot }: IncomingMessage, profile: Profile): boolean {
  return mentionsBot || repliesToBot || profile.readBareCommands;
}

/** One who is no moderator is refused, but gets no way to make the bot talk. */
function gateModeratorsCommand(message: IncomingMessage, command: Command, context: GateContext): GateDecision {
  if (message.authorIsModerator()) return { pass: false, outcome: "command", command };
  const refusal = refuseTalk(message, context);
  if (refusal) return refusal;
  return context.admitRefusal(message.authorId) ? { pass: false, outcome: "command", command } : refuse("command");
}

/** What is kept of a member is theirs to decide everywhere, also where the bot is told to say nothing. */
function gateMembersCommand(message: IncomingMessage, command: Command, context: GateContext): GateDecision {
  const refusal = command === "help" ? refuseTalk(message, context) : refuseHaste(message, context);
  return refusal ?? { pass: false, outcome: "command", command };
}

/** Why the bot says nothing here now; null where it may. */
function refuseTalk(message: IncomingMessage, context: GateContext): GateDecision | null {
  if (context.isOptedOut(message.authorId)) return refuse("opted-out");
  if (isIn(context.profile.ignoredChannelIds, message)) return refuse("not-addressed");
  if (context.isPaused(message.guildId)) return refuse("paused");
  return refuseHaste(message, context);
}

function refuseHaste(message: IncomingMessage, context: GateContext): GateDecision | null {
  return context.admitMember(message.authorId) ? null : refuse("too-fast");
}

/** Where something was said. */
type Place = Pick<IncomingMessage, "channelId" | "parentChannelId" | "isInOwnThread">;

/** False where nobody is answered, however they call the bot. */
export function mayAnswerIn(place: Place, profile: Profile): boolean {
  if (isIn(profile.ignoredChannelIds, place)) return false;
  return place.parentChannelId === null || profile.answerInThreads || isForTalk(place, profile);
}

/** A thread of the bot's is there for talking with it. */
function isForTalk({ isInOwnThread }: Place, profile: Profile): boolean {
  return isInOwnThread && profile.answerPlace !== "reply";
}

function isAddressed(message: IncomingMessage, profile: Profile): boolean {
  if (!mayAnswerIn(message, profile)) return false;
  if (isForTalk(message, profile)) return true;
  if (isIn(profile.answerChannelIds, message)) return true;
  return (message.mentionsBot && profile.answerMentions) || (message.repliesToBot && profile.answerReplies);
}

function isIn(ids: string[], { channelId, parentChannelId }: Place): boolean {
  return ids.includes(channelId) || (parentChannelId !== null && ids.includes(parentChannelId));
}

/** The mention that only calls the bot is no part of the question. */
export function questionIn(content: string, botUserId: string | null): Question {
  const mentions = botUserId === null ? [] : [`<@${botUserId}>`, `<@!${botUserId}>`];
  const text = withoutMentionsBefore(content, mentions);
  return { question: withoutMentionsAfter(text, mentions), questionStart: content.length - text.length };
}

function withoutMentionsBefore(text: string, mentions: readonly string[]): string {
  const rest = text.trimStart();
  const mention = mentions.find((one) => rest.startsWith(one));
  return mention === undefined ? rest : withoutMentionsBefore(rest.slice(mention.length), mentions);
}

function withoutMentionsAfter(text: string, mentions: readonly string[]): string {
  const rest = text.trimEnd();
  const mention = mentions.find((one) => rest.endsWith(one));
  return mention === undefined ? rest : withoutMentionsAfter(rest.slice(0, -mention.length), mentions);
}
