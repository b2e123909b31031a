import type { BotStatus, ForgottenRecords, KeyStatus } from "../../shared/models.ts";
import type { ChannelList } from "./channel-lists.ts";
import type { RebootRefusal } from "./reboots.ts";
import { describeStatus } from "./status-line.ts";

/** What moderators may tell the bot in the chat, with what it does. */
export const moderatorCommands = {
  stop: "Pause the bot in this server, until somebody starts it again",
  start: "Wake the bot in this server",
  reboot: "Give the bot a fresh session with Discord",
  status: "How things stand: keys, queue, since when",
  "ignore-channel": "Ignore this channel, or listen in it again",
  "answer-channel": "Answer everything in this channel, or only when called again",
} as const;

/** What every member may, with what it does. */
export const memberCommands = {
  help: "How to talk with the bot, and how to be left alone by it",
  forget: "Delete everything that the bot keeps of you",
  optout: "Have the bot neither read nor keep what you write, and delete what it keeps",
  optin: "Take an opt-out back",
} as const;

export type Command = keyof typeof moderatorCommands | keyof typeof memberCommands;

export function isModeratorCommand(name: string): name is keyof typeof moderatorCommands {
  return Object.hasOwn(moderatorCommands, name);
}

export function isCommand(name: string): name is Command {
  return isModeratorCommand(name) || Object.hasOwn(memberCommands, name);
}

/** Commands that may take longer than the three seconds for which Discord waits. */
export function isSlowCommand(command: Command): boolean {
  return command === "forget" || command === "optout";
}

/** True when `text` begins with `marker` as a word of its own, in any case. */
export function startsWithMarker(text: string, marker: string): boolean {
  if (text.length < marker.length) return false;
  if (text.slice(0, marker.length).toLowerCase() !== marker.toLowerCase()) return false;
  const next = text.charAt(marker.length);
  return next === "" || /[\s\p{P}]/u.test(next);
}

/** The command that `text` is; null when it is ordinary talk. A command stands alone: `$stop that` is talk. */
export function parseCommand(text: string, prefix: string): Command | null {
  if (!text.startsWith(prefix) || text.length > prefix.length + 20) return null;
  const word = text.slice(prefix.length).trim().toLowerCase();
  return isCommand(word) ? word : null;
}

/** Who gave a command, and where. */
export interface CommandScene {
  guildId: string | null;
  channelId: string;
  authorId: string;
  authorIsModerator: () => boolean;
}

/** How people write to the bot where it is answered: `$stop` in a message, `/quip stop` as Discord's own command. */
export interface Spelling {
  command: (command: Command) => string;
  /** What stands in front of a message that is not for the bot. */
  asideMarker: string;
}

/** The spelling of messages, where all begins with the owner's prefix. */
export function spelledWith(prefix: string): Spelling {
  return { command: (command) => `${prefix}${command}`, asideMarker: `${prefix}ignore` };
}

/** What a command acts on. */
export interface CommandTargets {
  pause(guildId: string): void;
  resume(guildId: string): void;
  isPaused(guildId: string | null): boolean;
  /** Reboots once the answer to the command has been sent; gives back null, or why it does not. */
  requestReboot(): RebootRefusal | null;
  status(): BotStatus;
  keys(): KeyStatus[];
  now(): number;
  /** Deletes all that is kept of a member. Throws a QuipdeckError where the disk refuses, as the next two do. */
  forget(authorId: string): ForgottenRecords;
  /** The same, and from now on nothing of the member is read or kept. */
  optOut(authorId: string): ForgottenRecords;
  optIn(authorId: string): void;
  isOptedOut(authorId: string): boolean;
  /** Whether the application may read messages that do not mention it. */
  mayReadContent(): boolean;
  /** Puts the channel on one of the owner's lists, or takes it off; true when it is on it now. */
  toggleChannel(list: ChannelList, channelId: string): boolean;
}

/** Carries out a command; gives back what the bot says. */
export function runCommand(command: Command, scene: CommandScene, targets: CommandTargets, spelling: Spelling): string {
  if (scene.guildId === null) return "Commands work in a server only.";
  if (!isModeratorCommand(command)) return runMemberCommand(command, scene.authorId, targets, spelling);
  if (!scene.authorIsModerator()) return "Only moderators can do that.";
  const wake = `\`${spelling.command("start")}\` wakes me.`;
  switch (command) {
    case "stop":
      if (targets.isPaused(scene.guildId)) return `I am paused in this server already. ${wake}`;
      targets.pause(scene.guildId);
      return `Paused in this server. ${wake}`;
    case "start":
      if (!targets.isPaused(scene.guildId)) return "I am awake in this server already.";
      targets.resume(scene.guildId);
      return "Awake again.";
    case "reboot":
      return describeReboot(targets.requestReboot(), targets.now());
    case "status":
      return describeStatus(targets, scene.guildId);
    case "ignore-channel":
      if (!targets.toggleChannel("ignoredChannelIds", scene.channelId)) return "I listen in this channel again.";
      return `I ignore this channel from now on. \`${spelling.command(command)}\` once more takes that back.`;
    case "answer-channel":
      return toggleAnswering(scene.channelId, targets, spelling.command(command));
  }
}

function describeReboot(refusal: RebootRefusal | null, now: number): string {
  if (refusal === null) return "Rebooting. I am back in a moment.";
  const { reason, waitMs } = refusal;
  if (reason === "just-rebooted") return `I was rebooted just now. Try again in ${Math.ceil(waitMs / 1000)} s.`;
  const moment = `<t:${Math.ceil((now + waitMs) / 1000)}:R>`;
  return `I cannot: Discord lets me log in only a few times more today. Try again ${moment}.`;
}

function toggleAnswering(channelId: string, targets: CommandTargets, spelled: string): string {
  if (!targets.mayReadContent()) {
    return "I can read only what mentions me: my owner has to switch on the Message Content intent, and to reboot me.";
  }
  if (!targets.toggleChannel("answerChannelIds", channelId)) return "In this channel I answer only when called again.";
  return `I answer everything in this channel from now on. \`${spelled}\` once more takes that back.`;
}

function runMemberCommand(
  command: keyof typeof memberCommands,
  authorId: string,
  targets: CommandTargets,
  { command: spell, asideMarker }: Spelling,
): string {
  switch (command) {
    case "help":
      return [
        "Mention me, or reply to me, and I answer.",
        `With \`${asideMarker}\` in front of a message I leave it alone.`,
        `\`${spell("forget")}\` deletes everything that I keep of you.`,
        `After \`${spell("optout")}\` I neither read nor keep what you write; \`${spell("optin")}\` takes that back.`,
      ].join("\n");
    case "forget":
      return `Deleted of you: ${amountOf(targets.forget(authorId))}.`;
    case "optout": {
      if (targets.isOptedOut(authorId)) return "You have opted out already: I neither read nor keep what you write.";
      const forgotten = amountOf(targets.optOut(authorId));
      const back = `\`${spell("optin")}\` takes it back.`;
      return `From now on I neither read nor keep what you write. Deleted of you: ${forgotten}. ${back}`;
    }
    case "optin":
      if (!targets.isOptedOut(authorId)) return "You have not opted out: I answer you as everybody else.";
      targets.optIn(authorId);
      return "Welcome back: I answer you again.";
  }
}

function amountOf({ messages, exchanges, failures }: ForgottenRecords): string {
  const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? "" : "s"}`;
  const parts = [count(messages, "message"), count(failures, "failure report")];
  return `${parts.join(", ")} and ${count(exchanges, "remembered exchange")}`;
}
