import type { Attempt, ChatMessage, Outcome, Removal, ResponderKind, StageTime } from "../../shared/models.ts";
import type { Command } from "../discord/commands.ts";

/** Names for the mentions in a text, by id. */
export interface MentionNames {
  users: Record<string, string>;
  roles: Record<string, string>;
  channels: Record<string, string>;
}

/** Outside Discord nobody knows whom an id stands for. */
export const noNames: Readonly<MentionNames> = { users: {}, roles: {}, channels: {} };

/** A message as the gateway, or the playground, hands it to the pipeline. */
export interface IncomingMessage {
  messageId: string;
  channelId: string;
  channelName: string;
  /** The channel that a thread belongs to; null outside threads. */
  parentChannelId: string | null;
  /** True in a thread that the bot has opened. */
  isInOwnThread: boolean;
  guildId: string | null;
  authorId: string;
  author: string;
  authorIsBot: boolean;
  content: string;
  /** True where Discord shows the bot no text: without the Message Content intent only messages that call it have one. */
  isWithheld: boolean;
  mentionsBot: boolean;
  repliesToBot: boolean;
  /** True for the use of a slash command, which is no message: its id leads nowhere in Discord. Absent: false. */
  isSlashCommand?: boolean;
  /** The message that this one replies to; null or absent where it replies to none. */
  repliesToId?: string | null;
  /** When Discord took it in, ms since the epoch; absent where that is now. */
  sentAt?: number;
  names: MentionNames;
  /** Asked only for commands, since Discord's permission arithmetic is not free. */
  authorIsModerator: () => boolean;
}

/** A part of an answer as Discord holds it. */
export interface SentPart {
  messageId: string;
  /** The channel or thread in which it stands. */
  channelId: string;
}

/** The way back to where a message came from. */
export interface Delivery {
  showTyping(): Promise<void>;
  /** Replies to the message without pinging anybody; resolves to null where only the asker is shown it. `nonce`: at most 25 characters. */
  reply(text: string, nonce: string, signal: AbortSignal): Promise<SentPart | null>;
  /** The same for answers of the character, where those appear elsewhere, such as in a thread. */
  answer?(text: string, nonce: string, signal: AbortSignal): Promise<SentPart | null>;
}

/** A message on its way through the stages; every stage adds what it found out. */
export interface Turn {
  readonly message: IncomingMessage;
  /** Leads to another line of the member where the message itself was deleted. */
  delivery: Delivery;
  /** Wall time of arrival, ms since the epoch. */
  readonly at: number;
  /** Monotonic time of arrival, ms. */
  readonly startedMs: number;
  sanitized: string;
  removed: Removal[];
  /** What the model is sent; empty where it is not asked. */
  prompt: readonly ChatMessage[];
  response: string;
  responder: ResponderKind;
  keyLabel: string | null;
  attempts: Attempt[];
  parts: string[];
  replyIds: string[];
  /** Where each of them stands. */
  replyChannelIds: string[];
  stages: StageTime[];
  failureId: number | null;
  /** The command that was obeyed; null where it was none. */
  command: Command | null;
  /** The message was deleted meanwhile. */
  isWithdrawn: boolean;
  /** The author asked meanwhile to be forgotten: nothing of theirs may be kept. */
  isForgotten: boolean;
}

/** A turn with its end. */
export interface EndedTurn extends Turn {
  outcome: Outcome;
  totalMs: number;
}

export function beginTurn(message: IncomingMessage, delivery: Delivery, at: number, startedMs: number): Turn {
  return {
    message,
    delivery,
    at,
    startedMs,
    sanitized: "",
    removed: [],
    prompt: [],
    response: "",
    responder: "none",
    keyLabel: null,
    attempts: [],
    parts: [],
    replyIds: [],
    replyChannelIds: [],
    stages: [],
    failureId: null,
    command: null,
    isWithdrawn: false,
    isForgotten: false,
  };
}
