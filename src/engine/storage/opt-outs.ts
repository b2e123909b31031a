import type { Clock } from "../ports.ts";
import type { Database, Statement } from "./database.ts";

/** The members whom the bot neither reads nor keeps, by id, until they opt in again. */
export class OptOuts {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #ids: Set<string>;
  readonly #insert: Statement<never>;
  readonly #delete: Statement<never>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    const rows = database.statement<{ authorId: string }>("SELECT authorId FROM optOuts").all();
    this.#ids = new Set(rows.map(({ authorId }) => authorId));
    this.#insert = database.statement("INSERT OR IGNORE INTO optOuts (authorId, at) VALUES (?, ?)");
    this.#delete = database.statement("DELETE FROM optOuts WHERE authorId = ?");
  }

  has(authorId: string): boolean {
    return this.#ids.has(authorId);
  }

  /** On the disk when it returns. Throws a QuipdeckError, and the member is not opted out. */
  add(authorId: string): void {
    const at = this.#clock.now();
    this.#database.transact(() => this.#insert.run(authorId, at));
    this.#ids.add(authorId);
  }

  /** As `add`, the other way. */
  remove(authorId: string): void {
    this.#database.transact(() => this.#delete.run(authorId));
    this.#ids.delete(authorId);
  }
}
