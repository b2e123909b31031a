import type { z } from "zod";
import type { logQuerySchema } from "../../shared/contract.ts";
import type { LogEntry } from "../../shared/models.ts";
import type { Database, SqlValue, Statement } from "../storage/database.ts";
import { RecordTable } from "../storage/record-table.ts";
import type { Redactor } from "./redact.ts";
import { parseSearch } from "./search-terms.ts";

export type LogQuery = z.output<typeof logQuerySchema>;

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
    "authorId",
    "author",
    "content",
    "sanitized",
    "removed",
    "response",
    "responder",
    "keyLabel",
    "replyIds",
    "stages",
    "attempts",
    "failureId",
    "totalMs",
  ],
  jsonColumns: ["removed", "replyIds", "stages", "attempts"],
} as const;

/** Terms that the word index cannot hold are looked for row by row, which must not hold up the bot. */
const scannedRows = 50_000;

/** Every handled message with its end. */
export class MessageLog {
  readonly #database: Database;
  readonly #redactor: Redactor;
  readonly #table: RecordTable<LogEntry>;
  readonly #selectEnded: Statement<{ messageId: string }>;

  /** `failureRowIdOf`: the stored failure for which an entry's `failureId` stands. */
  constructor(database: Database, redactor: Redactor, failureRowIdOf: (id: number) => number | null) {
    this.#database = database;
    this.#redactor = redactor;
    this.#table = new RecordTable<LogEntry>(database, { ...shape, references: { failureId: failureRowIdOf } });
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
    return { entries: found.slice(0, query.limit), more: found.length > query.limit };
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
}

function conditionsOf(query: LogQuery): { where: string; values: SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const demand = (condition: string, value: SqlValue | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  demand("id < ?", query.before);
  demand("id > ?", query.after);
  demand("channelId = ?", query.channelId);
  demand("authorId = ?", query.authorId);
  demand("outcome IN (SELECT value FROM json_each(?))", query.outcomes && JSON.stringify(query.outcomes));
  const { words, patterns } = parseSearch(query.search ?? "");
  demand("id IN (SELECT rowid FROM messageWords WHERE messageWords MATCH ?)", words ?? undefined);
  if (patterns.length > 0) demand("id > (SELECT max(id) FROM messages) - ?", scannedRows);
  for (const pattern of patterns) {
    demand(
      "(content || char(10) || response || char(10) || author || char(10) || channelName) LIKE ? ESCAPE '\\'",
      pattern,
    );
  }
  return { where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, values };
}
