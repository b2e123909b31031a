import type { Database, Statement } from "./database.ts";

/** The owner can set no more. */
const maxTurns = 20;

interface Exchange {
  question: string;
  answer: string;
}

export interface RememberedExchange extends Exchange {
  authorId: string;
  /** ms since the epoch. */
  at: number;
}

/** The conversation memory of each channel. */
export class MemoryStore {
  readonly #database: Database;
  /** What is not stored yet, by channel, so that no question waits for the disk. */
  readonly #queued = new Map<string, RememberedExchange[]>();

  readonly #insert: Statement<never>;
  readonly #select: Statement<Exchange>;
  readonly #removeMember: Statement<never>;
  readonly #removeOld: Statement<never>;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.statement(
      "INSERT INTO exchanges (channelId, authorId, question, answer, at) VALUES (?, ?, ?, ?, ?)",
    );
    this.#select = database.statement(
      "SELECT question, answer FROM exchanges WHERE channelId = ? ORDER BY id DESC LIMIT ?",
    );
    this.#removeMember = database.statement("DELETE FROM exchanges WHERE authorId = ?");
    this.#removeOld = database.statement("DELETE FROM exchanges WHERE at < ?");
  }

  /** Queues the exchange; `recall` knows it at once. Never throws. */
  remember(channelId: string, exchange: RememberedExchange): void {
    const { authorId, question, answer, at } = exchange;
    const unqueue = () => this.#unqueue(channelId, exchange);
    this.#queued.set(channelId, [...(this.#queued.get(channelId) ?? []), exchange].slice(-maxTurns));
    this.#database.write(() => void this.#insert.run(channelId, authorId, question, answer, at), unqueue, unqueue);
  }

  /** The channel's last `turns` exchanges, at most 20, oldest first. */
  recall(channelId: string, turns: number): Exchange[] {
    const stored = this.#select.all(channelId, turns).reverse();
    const all = [...stored, ...(this.#queued.get(channelId) ?? [])];
    return all.slice(Math.max(0, all.length - turns)).map(({ question, answer }) => ({ question, answer }));
  }

  /** Deletes what was said with the member; gives back how many exchanges. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    for (const [channelId, exchanges] of this.#queued) {
      const theirs = exchanges.filter((exchange) => exchange.authorId === authorId);
      for (const exchange of theirs) this.#unqueue(channelId, exchange);
    }
    return this.#removeMember.run(authorId);
  }

  deleteOlderThan(beforeMs: number): void {
    this.#database.write(() => void this.#removeOld.run(beforeMs));
  }

  #unqueue(channelId: string, exchange: RememberedExchange): void {
    const left = (this.#queued.get(channelId) ?? []).filter((other) => other !== exchange);
    if (left.length === 0) this.#queued.delete(channelId);
    else this.#queued.set(channelId, left);
  }
}
