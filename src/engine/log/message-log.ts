import type { z } from "zod";
import type { LogFacets, LogIds, logIdsSchema, logQuerySchema } from "../../shared/log-query.ts";
import type { LogEntry } from "../../shared/models.ts";
import type { Database, Statement } from "../storage/database.ts";
import { RecordTable } from "../storage/record-table.ts";
import { conditionsOf } from "./log-conditions.ts";
import { logFacets } from "./log-facets.ts";
import type { Redactor } from "./redact.ts";

export type LogQuery = z.output<typeof logQuerySchema>;
export type LogIdsQuery = z.output<typeof logIdsSchema>;

const shape = {
  name: "messages",
  columns: [
    "id",
    "at",
    "outcome",
    "guildId",
    "channelId",
    "channelName",
    "messageId",
    "isSlashCommand",
    "authorId",
    "author",
    "content",
    "sanitized",
    "removed",
    "response",
    "responder",
    "keyLabel",
    "replyIds",
    "replyChannelIds",
    "stages",
    "attempts",
    "failureId",
    "totalMs",
  ],
  jsonColumns: ["isSlashCommand", "removed", "replyIds", "replyChannelIds", "stages", "attempts"],
} as const;

/** Entries looked through for ids at once: a few milliseconds, however few of them match. */
const idsSpan = 20_000;

/** Every handled message with its end. */
export class MessageLog {
  readonly #database: Database;
  readonly #redactor: Redactor;
  readonly #table: RecordTable<LogEntry>;
  readonly #bounds: Statement<{ newest: number | null; oldest: number | null }>;
  readonly #selectEnded: Statement<{ messageId: string }>;

  /** `failureRowIdOf`: the stored failure for which an entry's `failureId` stands. */
  constructor(database: Database, redactor: Redactor, failureRowIdOf: (id: number) => number | null) {
    this.#database = database;
    this.#redactor = redactor;
    this.#table = new RecordTable<LogEntry>(database, { ...shape, references: { failureId: failureRowIdOf } });
    this.#bounds = database.statement("SELECT max(id) AS newest, min(id) AS oldest FROM messages");
    this.#selectEnded = database.statement(
      `SELECT DISTINCT messageId FROM messages
       WHERE messageId IN (SELECT value FROM json_each(?)) AND outcome <> 'stopped'`,
    );
  }

  /** Queues the entry, without its secrets; it carries a negative id until it is stored. Never throws. */
  append(facts: Omit<LogEntry, "id">): LogEntry {
    const entry = { id: this.#table.nextId(), ...this.#redactor.redactDeep(facts) };
    this.#table.append(entry);
    return entry;
  }

  /**
   * Newest first, or with `after` oldest first; `more` where others match beyond the limit. A search for signs, emoji
   * or scripts without spaces goes through the newest 50,000 entries only. Throws a QuipdeckError.
   */
  list(query: LogQuery): { entries: LogEntry[]; more: boolean } {
    this.#database.flush();
    const { where, values } = conditionsOf(query);
    const order = query.after === undefined ? "DESC" : "ASC";
    const found = this.#table.select(`${where} ORDER BY id ${order} LIMIT ?`, ...values, query.limit + 1);
    return { entries: this.#withoutSecrets(found.slice(0, query.limit)), more: found.length > query.limit };
  }

  /** The matching ids among the newest 20,000 entries of the range, and from where to go on. Throws a QuipdeckError. */
  ids(query: LogIdsQuery): LogIds {
    this.#database.flush();
    const { newest = null, oldest = null } = this.#bounds.get() ?? {};
    if (newest === null || oldest === null) return { ids: [], next: null };
    const { before = newest + 1, after = 0 } = query;
    const first = Math.max(before - idsSpan, oldest, after + 1);
    const { where, values } = conditionsOf({ ...query, before, after: first - 1 });
    const sql = `SELECT id FROM messages ${where} ORDER BY id DESC`;
    const found = this.#database.statement<{ id: number }>(sql).all(...values);
    return { ids: found.map(({ id }) => id), next: first > Math.max(oldest, after + 1) ? first : null };
  }

  /** Those of the entries that are still stored, newest first. Throws a QuipdeckError. */
  rows(ids: readonly number[]): LogEntry[] {
    const those = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC";
    return this.#withoutSecrets(this.#table.select(those, JSON.stringify(ids)));
  }

  /** By what the log can be filtered. Throws a QuipdeckError. */
  facets(): LogFacets {
    this.#database.flush();
    return logFacets(this.#database);
  }

  /** Those of the messages that came to an end, other than by a stop in the middle. Throws a QuipdeckError. */
  endedAmong(messageIds: readonly string[]): Set<string> {
    this.#database.flush();
    return new Set(this.#selectEnded.all(JSON.stringify(messageIds)).map(({ messageId }) => messageId));
  }

  /** Hears of entries once they are durable, in groups. */
  onCommitted(listener: (entries: LogEntry[]) => void): void {
    this.#table.onCommitted(listener);
  }

  /** Deletes the member's entries; gives back how many. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    return this.#table.deleteMember(authorId);
  }

  /** Deletes, in the background, entries from before that time, ms since the epoch. */
  deleteOlderThan(beforeMs: number): void {
    this.#table.deleteOlderThan(beforeMs);
  }

  /** Once more: a secret may have become known since. */
  #withoutSecrets(entries: LogEntry[]): LogEntry[] {
    return this.#redactor.redactDeep(entries);
  }
}
