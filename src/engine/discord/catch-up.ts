import type { IncomingMessage } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import { questionLinkedIn } from "./answer-places.ts";
import type { MessageDelivery } from "./gateway/delivering.ts";

/** So many channels are looked at, those with the newest messages first, threads after all others. */
const maxChannels = 50;
/** Of 100 messages each, in one channel. */
const maxPages = 5;

/** A message that was there before the session. */
export interface PastMessage {
  message: IncomingMessage;
  delivery: MessageDelivery;
  /** The bot has opened a thread on it, and something stands there. */
  hasAnswerThread: boolean;
}

/** A channel in which something was said lately. */
export type RecentChannel = Pick<IncomingMessage, "channelId" | "parentChannelId" | "isInOwnThread">;

/** What was said in a part of the bot's servers. */
export interface History {
  /** Channels in which the bot may read and write and something was said since then, ms since the epoch; the newest first. */
  recentChannels(sinceMs: number): Promise<RecentChannel[]>;
  /** A hundred messages of a channel before that one, or the last ones, the newest first; rejects with a DiscordFault. */
  readPage(channelId: string, beforeId: string | null): Promise<PastMessage[]>;
}

/** A look that is under way. */
interface Look {
  /** Members who asked meanwhile to be forgotten: what was read of them is handed on no more. */
  forgotten: Set<string>;
}

interface CatchUpParts {
  clock: Clock;
  /** How far back is looked; 0 switches it off. */
  minutes: () => number;
  botUserId: () => string | null;
  mayAnswerIn: (channel: RecentChannel) => boolean;
  /** True for what would be answered if it came now. */
  isQuestion: (message: IncomingMessage) => boolean;
  /** Those of the messages that came to an end in an earlier session; one that was stopped did not. */
  endedAmong: (messageIds: string[]) => Set<string>;
  /** Hears how many are being handed on. */
  onFound: (count: number) => void;
  /** Hears how many channels could not be read, and what kept it from the first of them. */
  onUnread: (channels: number, reason: unknown) => void;
  take: (past: PastMessage) => void;
}

/**
 * Finds the questions of the last minutes that nobody has answered, when a session begins that knows nothing of them.
 * Whether one was answered, Discord itself tells: a reply of the bot's refers to its question, a thread hangs on it, or an
 * answer in a member's thread begins with a link to it.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  /** Those that are under way: each part of the servers is looked through by itself. */
  readonly #looks = new Map<History, Look>();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Looks once; a newer look through the same history, or a stop, ends one that is under way. */
  async begin(history: History): Promise<void> {
    const minutes = this.#parts.minutes();
    if (minutes === 0) return;
    const look: Look = { forgotten: new Set() };
    this.#looks.set(history, look);
    try {
      await this.#look(history, this.#parts.clock.now() - minutes * 60_000, look);
    } finally {
      if (this.#looks.get(history) === look) this.#looks.delete(history);
    }
  }

  stop(): void {
    this.#looks.clear();
  }

  /** Looks that are under way hand on nothing of the member. */
  forget(authorId: string): void {
    for (const { forgotten } of this.#looks.values()) forgotten.add(authorId);
  }

  async #look(history: History, sinceMs: number, look: Look): Promise<void> {
    const said: PastMessage[] = [];
    const refusals: unknown[] = [];
    for (const { channelId } of await this.#channels(history, sinceMs)) {
      // A channel that cannot be read says nothing of the others.
      const read = readSince(history, channelId, sinceMs).catch((thrown: unknown) => {
        refusals.push(thrown);
        return [];
      });
      said.push(...(await read));
      if (look !== this.#looks.get(history)) return;
    }
    if (refusals.length > 0) this.#parts.onUnread(refusals.length, refusals[0]);
    const open = this.#unanswered(said).filter(({ message }) => !look.forgotten.has(message.authorId));
    const ended = this.#parts.endedAmong(open.map(({ message }) => message.messageId));
    const missed = open.filter(({ message }) => !ended.has(message.messageId)).sort(byTime);
    if (missed.length > 0) this.#parts.onFound(missed.length);
    for (const past of missed) this.#parts.take(past);
  }

  async #channels(history: History, sinceMs: number): Promise<RecentChannel[]> {
    const found = (await history.recentChannels(sinceMs)).filter(this.#parts.mayAnswerIn);
    const isThread = ({ parentChannelId }: RecentChannel) => Number(parentChannelId !== null);
    return found.sort((a, b) => isThread(a) - isThread(b)).slice(0, maxChannels);
  }

  #unanswered(said: readonly PastMessage[]): PastMessage[] {
    const { botUserId, isQuestion } = this.#parts;
    const own = botUserId();
    const answered = new Set(
      said.filter(({ message }) => message.authorId === own).map(({ message }) => questionAnsweredBy(message)),
    );
    return said.filter(
      ({ message, hasAnswerThread }) =>
        message.authorId !== own && !hasAnswerThread && !answered.has(message.messageId) && isQuestion(message),
    );
  }
}

function questionAnsweredBy({ repliesToId, content }: IncomingMessage): string | null {
  return repliesToId ?? questionLinkedIn(content);
}

/** Reads from the newest backwards, so that what was answered is known before its question is met; gives the oldest first. */
async function readSince(history: History, channelId: string, sinceMs: number): Promise<PastMessage[]> {
  const found: PastMessage[] = [];
  for (let page = 0; page < maxPages; page += 1) {
    const said = await history.readPage(channelId, found.at(-1)?.message.messageId ?? null);
    found.push(...said);
    if (said.length === 0 || sentAtOf(said.at(-1)) < sinceMs) break;
  }
  return found.filter((past) => sentAtOf(past) >= sinceMs).reverse();
}

function sentAtOf(past: PastMessage | undefined): number {
  return past?.message.sentAt ?? Number.NEGATIVE_INFINITY;
}

function byTime(a: PastMessage, b: PastMessage): number {
  return sentAtOf(a) - sentAtOf(b);
}
