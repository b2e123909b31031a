import { sentenceOf } from "../../shared/errors.ts";
import type { AnswerPlace } from "../../shared/settings.ts";
import { maxMessageLength } from "../conversation/answer.ts";
import { cutText } from "../conversation/text.ts";
import type { Delivery, IncomingMessage } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import type { StateStore } from "../storage/state-store.ts";
import { DiscordFault } from "./faults.ts";
import type { MessageDelivery, ThreadOptions } from "./gateway/delivering.ts";
import { dayOf, MemberThreads } from "./member-threads.ts";

interface AnswerPlacesParts {
  clock: Clock;
  state: Pick<StateStore, "get" | "set">;
  place: () => AnswerPlace;
  /** A thread could not be opened, in a sentence; told once for each channel. */
  onTrouble: (sentence: string) => void;
}

const maxNameLength = 80;
const passingLimit = "rate-limit";
/** Where a thread cannot be opened for these reasons, the answer is attached to the question instead. */
const withoutThread: ReadonlySet<string> = new Set(["50001", "50013", "50024", "160006", "160007", passingLimit]);
const hasThreadAlready = "160004";
const threadGone = "10003";

/** Sends answers where the owner wants to see them: attached to the question, or in a thread. */
export class AnswerPlaces {
  readonly #parts: AnswerPlacesParts;
  readonly #memberThreads: MemberThreads;
  /** Threads that are being opened, by channel and member: questions in a quick row share one. */
  readonly #opening = new Map<string, Promise<string | null>>();
  readonly #toldChannels = new Set<string>();

  constructor(parts: AnswerPlacesParts) {
    this.#parts = parts;
    this.#memberThreads = new MemberThreads(parts.clock, parts.state);
  }

  /** The delivery for a message, with answers going to their place. */
  deliveryFor(message: IncomingMessage, delivery: MessageDelivery): Delivery {
    const place = this.#placeFor(message);
    if (place === "reply") return delivery;
    return {
      showTyping: () => delivery.showTyping(),
      reply: (...part) => delivery.reply(...part),
      answer:
        place === "thread-per-question"
          ? this.#inOwnThread(message, delivery)
          : this.#inMembersThread(message, delivery),
    };
  }

  /** Forgets which threads are a member's, those that are just being opened included. */
  forget(authorId: string): void {
    const ending = `/${authorId}`;
    for (const key of [...this.#opening.keys()]) if (key.endsWith(ending)) this.#opening.delete(key);
    this.#memberThreads.forget(authorId);
  }

  /** There are no threads within threads, and none outside servers. */
  #placeFor({ guildId, parentChannelId }: IncomingMessage): AnswerPlace {
    return guildId === null || parentChannelId !== null ? "reply" : this.#parts.place();
  }

  #inOwnThread(message: IncomingMessage, delivery: MessageDelivery): Delivery["reply"] {
    let thread: Promise<string | null> | null = null;
    return async (text, nonce, signal) => {
      thread ??= this.#open(message, delivery, signal);
      const threadId = await thread;
      return threadId === null ? delivery.reply(text, nonce, signal) : delivery.sendTo(threadId, text, nonce, signal);
    };
  }

  #inMembersThread(message: IncomingMessage, delivery: MessageDelivery): Delivery["reply"] {
    const { channelId, authorId } = message;
    let isFirst = true;
    /** Where the answer begins all of it goes, though the member's thread be forgotten meanwhile. */
    let begunIn: string | null = null;
    return async (text, nonce, signal) => {
      const sendTo = async (threadId: string) => {
        begunIn = threadId;
        const link = isFirst ? linkTo(message, threadId) : "";
        if (`${link}${text}`.length <= maxMessageLength) return delivery.sendTo(threadId, link + text, nonce, signal);
        await delivery.sendTo(threadId, link.trimEnd(), `${nonce}-l`, signal);
        return delivery.sendTo(threadId, text, nonce, signal);
      };
      const anew = async () => {
        const threadId = await this.#openForMember(message, delivery, signal);
        return threadId === null ? delivery.reply(text, nonce, signal) : sendTo(threadId);
      };
      const known = begunIn ?? this.#memberThreads.find(channelId, authorId);
      const sent = await (known === null
        ? anew()
        : sendTo(known).catch((thrown: unknown) => {
            if (!(thrown instanceof DiscordFault) || thrown.faultCode !== threadGone) throw thrown;
            begunIn = null;
            this.#memberThreads.forget(authorId, channelId);
            return anew();
          }));
      isFirst = false;
      return sent;
    };
  }

  async #openForMember(
    message: IncomingMessage,
    delivery: MessageDelivery,
    signal: AbortSignal,
  ): Promise<string | null> {
    const { channelId, authorId } = message;
    const key = `${channelId}/${authorId}`;
    // Where that one fails, for its question may be gone, this one still has its own.
    const earlier = this.#opening.get(key);
    const shared = earlier && (await earlier.catch(() => null));
    if (shared) return shared;
    const opening = this.#open(message, delivery, signal);
    this.#opening.set(key, opening);
    try {
      const threadId = await opening;
      const isWanted = this.#opening.get(key) === opening;
      if (threadId !== null && isWanted) this.#memberThreads.remember(channelId, authorId, threadId);
      return threadId;
    } finally {
      if (this.#opening.get(key) === opening) this.#opening.delete(key);
    }
  }

  /** The new thread's id; null where the answer has to do without one. */
  async #open(message: IncomingMessage, delivery: MessageDelivery, signal: AbortSignal): Promise<string | null> {
    try {
      return await delivery.openThread(this.#optionsFor(message), signal);
    } catch (thrown) {
      if (!(thrown instanceof DiscordFault)) throw thrown;
      // A thread on a message has the message's id.
      if (thrown.faultCode === hasThreadAlready) return message.messageId;
      if (!withoutThread.has(thrown.faultCode)) throw thrown;
      if (thrown.faultCode !== passingLimit) this.#tell(message, thrown);
      return null;
    }
  }

  #optionsFor({ author }: IncomingMessage): ThreadOptions {
    const name = cutText(author, maxNameLength);
    if (this.#parts.place() === "thread-per-question") return { name: `Question by ${name}`, autoArchiveMinutes: 60 };
    return { name: `${name}, ${dayOf(this.#parts.clock.now())}`, autoArchiveMinutes: 1440 };
  }

  #tell({ channelId, channelName }: IncomingMessage, fault: DiscordFault): void {
    if (this.#toldChannels.has(channelId)) return;
    this.#toldChannels.add(channelId);
    const mend =
      fault.outcome === "no-permission"
        ? 'Give its role "Create Public Threads" and "Send Messages in Threads" there.'
        : sentenceOf(fault);
    this.#parts.onTrouble(`The bot cannot open threads in #${channelName} and replies in the channel instead. ${mend}`);
  }
}

/** A line that shows which question is answered; empty where the thread hangs on it. */
function linkTo({ guildId, channelId, messageId }: IncomingMessage, threadId: string): string {
  return threadId === messageId ? "" : `-# https://discord.com/channels/${guildId}/${channelId}/${messageId}\n`;
}

/** The id of the question that an answer begins with a link to; null where it does not. */
export function questionLinkedIn(answer: string): string | null {
  return /^-# https:\/\/discord\.com\/channels\/\d+\/\d+\/(\d+)(?:\n|$)/.exec(answer)?.[1] ?? null;
}
