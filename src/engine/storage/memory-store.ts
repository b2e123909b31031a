import type { Database, Statement } from "./database.ts";

export interface Exchange {
  question: string;
  answer: string;
}

export interface RememberedExchange extends Exchange {
  guildId: string | null;
  channelId: string;
  authorId: string;
  /** Who answered. */
  personaId: string;
  /** The thread in which the answer was sent, where that is another channel than the question's; else null. */
  threadId: string | null;
  /** The message to which the question replied; null where it replied to none. */
  repliesToId: string | null;
  /** The messages in which the answer was sent. */
  replyIds: readonly string[];
  /** ms since the epoch. */
  at: number;
}

/** Which exchanges belong together. */
export type ExchangeGroup =
  | { of: "channel"; channelId: string }
  /** What was asked there, or answered there though it was asked in its channel. */
  | { of: "thread"; threadId: string }
  /** What one member said in a server, whatever the channel. */
  | { of: "member"; guildId: string | null; authorId: string }
  /** The exchange that was answered with this message, the one to which its question replied, and so on. */
  | { of: "reply-chain"; messageId: string };

interface RecallLimits {
  /** What another one has answered is not recalled. */
  personaId: string;
  /** At most so many exchanges. */
  turns: number;
  /** None older than this, ms since the epoch. */
  sinceMs: number;
}

type ChainedExchange = Exchange & Pick<RememberedExchange, "repliesToId" | "personaId" | "at">;

/** The conversation memory: questions with the bot's answers. */
export class MemoryStore {
  readonly #database: Database;
  /** What is not stored yet, oldest first, so that no question waits for the disk. */
  readonly #queued = new Set<RememberedExchange>();

  readonly #insert: Statement<never>;
  readonly #insertReply: Statement<never>;
  readonly #ofChannel: Statement<Exchange>;
  readonly #ofThread: Statement<Exchange>;
  readonly #ofMember: Statement<Exchange>;
  readonly #answeredWith: Statement<ChainedExchange>;
  readonly #removeMember: Statement<never>;
  readonly #removeOld: Statement<never>;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.statement(
      `INSERT INTO exchanges (guildId, channelId, threadId, authorId, personaId, repliesToId, question, answer, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertReply = database.statement(
      "INSERT OR IGNORE INTO exchangeReplies (messageId, exchangeId) VALUES (?, ?)",
    );
    const newestOf = (group: string) =>
      `SELECT question, answer FROM exchanges WHERE ${group} AND personaId = ? AND at >= ? ORDER BY id DESC LIMIT ?`;
    this.#ofChannel = database.statement(newestOf("channelId = ?"));
    this.#ofThread = database.statement(newestOf("(channelId = ?1 OR threadId = ?1)"));
    this.#ofMember = database.statement(newestOf("guildId IS ? AND authorId = ?"));
    this.#answeredWith = database.statement(
      `SELECT question, answer, repliesToId, personaId, at FROM exchanges
       WHERE id = (SELECT exchangeId FROM exchangeReplies WHERE messageId = ?)`,
    );
    this.#removeMember = database.statement("DELETE FROM exchanges WHERE authorId = ?");
    this.#removeOld = database.statement("DELETE FROM exchanges WHERE at < ?");
  }

  /** Queues the exchange; `recall` knows it at once. Never throws. */
  remember(exchange: RememberedExchange): void {
    const { guildId, channelId, threadId, authorId, personaId, repliesToId, replyIds, question, answer, at } = exchange;
    const unqueue = () => void this.#queued.delete(exchange);
    this.#queued.add(exchange);
    this.#database.write(
      () => {
        const whose = [guildId, channelId, threadId, authorId, personaId, repliesToId];
        const id = this.#insert.insert(...whose, question, answer, at);
        for (const replyId of replyIds) this.#insertReply.run(replyId, id);
      },
      unqueue,
      unqueue,
    );
  }

  /** The group's last exchanges, oldest first. */
  recall(group: ExchangeGroup, limits: RecallLimits): Exchange[] {
    if (group.of === "reply-chain") return this.#recallChain(group.messageId, limits);
    const { personaId, sinceMs, turns } = limits;
    const stored = this.#stored(group, limits);
    const queued = [...this.#queued].filter(
      (exchange) => exchange.at >= sinceMs && exchange.personaId === personaId && isOf(group, exchange),
    );
    const all = [...stored.reverse(), ...queued];
    return all.slice(Math.max(0, all.length - turns)).map(bare);
  }

  /** Deletes what was said with the member; gives back how many exchanges. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    for (const exchange of this.#queued) if (exchange.authorId === authorId) this.#queued.delete(exchange);
    return this.#removeMember.run(authorId);
  }

  deleteOlderThan(beforeMs: number): void {
    this.#database.write(() => void this.#removeOld.run(beforeMs));
  }

  #stored(
    group: Exclude<ExchangeGroup, { of: "reply-chain" }>,
    { personaId, sinceMs, turns }: RecallLimits,
  ): Exchange[] {
    switch (group.of) {
      case "channel":
        return this.#ofChannel.all(group.channelId, personaId, sinceMs, turns);
      case "thread":
        return this.#ofThread.all(group.threadId, personaId, sinceMs, turns);
      case "member":
        return this.#ofMember.all(group.guildId, group.authorId, personaId, sinceMs, turns);
    }
  }

  #recallChain(messageId: string, { personaId, turns, sinceMs }: RecallLimits): Exchange[] {
    const newestFirst: Exchange[] = [];
    for (let id: string | null = messageId; id !== null && newestFirst.length < turns; ) {
      const found = this.#exchangeAnsweredWith(id);
      if (found === undefined || found.personaId !== personaId || found.at < sinceMs) break;
      newestFirst.push(bare(found));
      id = found.repliesToId;
    }
    return newestFirst.reverse();
  }

  #exchangeAnsweredWith(messageId: string): ChainedExchange | undefined {
    for (const exchange of this.#queued) if (exchange.replyIds.includes(messageId)) return exchange;
    return this.#answeredWith.get(messageId);
  }
}

function isOf(group: Exclude<ExchangeGroup, { of: "reply-chain" }>, exchange: RememberedExchange): boolean {
  if (group.of === "channel") return exchange.channelId === group.channelId;
  if (group.of === "thread") return exchange.channelId === group.threadId || exchange.threadId === group.threadId;
  return exchange.guildId === group.guildId && exchange.authorId === group.authorId;
}

function bare({ question, answer }: Exchange): Exchange {
  return { question, answer };
}
