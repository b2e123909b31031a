import type { z } from "zod";
import type { commands } from "../../shared/contract.ts";
import type { Notice } from "../../shared/models.ts";
import type { Database, SqlValue, Statement } from "./database.ts";

export type NoticeQuery = z.output<(typeof commands)["notices/list"]["input"]>;

/** What the owner was told, over a restart. */
export class NoticeStore {
  readonly #database: Database;
  readonly #insert: Statement<never>;
  readonly #remove: Statement<never>;

  constructor(database: Database) {
    this.#database = database;
    // Where another process holds that id, or a later one, the next free one: no notice takes another's place.
    this.#insert = database.statement(`
      INSERT INTO notices (id, at, kind, level, text)
      SELECT coalesce(max(id) + 1, ?), ?, ?, ?, ? FROM notices WHERE id >= ?`);
    this.#remove = database.statement("DELETE FROM notices WHERE at < ?");
  }

  /** Queues the notice, which holds no secret any more. Never throws. */
  append({ id, at, kind, level, text }: Notice): void {
    this.#database.write(() => void this.#insert.run(id, at, kind, level, text, id));
  }

  /** Newest first. Throws a QuipdeckError. */
  list({ kinds, since, before, limit }: NoticeQuery): Notice[] {
    this.#database.flush();
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const demand = (condition: string, value: SqlValue | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    demand("kind IN (SELECT value FROM json_each(?))", kinds && JSON.stringify(kinds));
    demand("at >= ?", since);
    demand("id < ?", before);
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const sql = `SELECT id, at, kind, level, text FROM notices ${where} ORDER BY id DESC LIMIT ?`;
    return this.#database.statement<Notice>(sql).all(...values, limit);
  }

  /** Deletes, in the background, notices from before that time, ms since the epoch. */
  deleteOlderThan(beforeMs: number): void {
    this.#database.write(() => void this.#remove.run(beforeMs));
  }
}
