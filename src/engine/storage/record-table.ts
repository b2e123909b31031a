import type { Database, SqlValue, Statement } from "./database.ts";

/** Rows deleted in one transaction: each takes its words out of the index, which costs about 0.3 ms. */
const sliceRows = 50;

interface StoredRecord {
  id: number;
  /** ms since the epoch. */
  at: number;
  authorId: string | null;
}

interface TableShape<Entry> {
  name: string;
  /** The entry's fields that are columns of the same name. */
  columns: readonly (keyof Entry & string)[];
  /** Those of them that are kept as JSON. */
  jsonColumns: readonly (keyof Entry & string)[];
}

/** A table of records: written in groups, announced when durable, forgotten by member and by age. */
export class RecordTable<Entry extends StoredRecord> {
  readonly #database: Database;
  readonly #shape: TableShape<Entry>;
  readonly #isJson: ReadonlySet<string>;
  readonly #insert: Statement<never>;
  readonly #lastStored: Statement<{ id: number }>;
  readonly #deleteMember: Statement<never>;
  readonly #deleteSlice: Statement<never>;
  readonly #listeners = new Set<(entries: Entry[]) => void>();
  #changed: Entry[] = [];
  #lastId = 0;

  constructor(database: Database, shape: TableShape<Entry>) {
    const { name, columns } = shape;
    this.#database = database;
    this.#shape = shape;
    this.#isJson = new Set(shape.jsonColumns);
    const places = columns.map(() => "?").join(", ");
    this.#insert = database.statement(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${places})`);
    this.#lastStored = database.statement(`SELECT seq AS id FROM sqlite_sequence WHERE name = '${name}'`);
    this.#deleteMember = database.statement(`DELETE FROM ${name} WHERE authorId = ?`);
    const slice = `SELECT id FROM ${name} WHERE at < ? ORDER BY at LIMIT ${sliceRows}`;
    this.#deleteSlice = database.statement(`DELETE FROM ${name} WHERE id IN (${slice})`);
    database.onGroupCommitted(() => this.#tell());
  }

  /** An id greater than all before it, those of another process and of deleted rows included. */
  nextId(): number {
    this.#lastId = Math.max(this.#lastId, this.#lastStored.get()?.id ?? 0) + 1;
    return this.#lastId;
  }

  /** Queues the row; listeners hear of it once it is durable. */
  append(entry: Entry): void {
    const values = this.#shape.columns.map((column) => this.#encode(entry, column));
    this.#database.write(
      () => void this.#insert.run(...values),
      () => void this.#changed.push(entry),
    );
  }

  /** The stored rows for what follows `FROM <table>`. */
  select(conditions: string, ...values: SqlValue[]): Entry[] {
    const { name, columns } = this.#shape;
    const sql = `SELECT ${columns.join(", ")} FROM ${name} ${conditions}`;
    return this.#database
      .statement<Record<string, SqlValue>>(sql)
      .all(...values)
      .map((row) => this.#decode(row));
  }

  /** Hears of new and changed rows once they are durable, in groups. */
  onCommitted(listener: (entries: Entry[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Tells the listeners of a row that was changed in a transaction of its own. */
  announce(entry: Entry): void {
    this.#changed.push(entry);
    this.#tell();
  }

  /** Deletes the member's rows, queued ones included; gives back how many. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    return this.#deleteMember.run(authorId);
  }

  /** Deletes rows from before that time, a slice in each of the next transactions. */
  deleteOlderThan(beforeMs: number): void {
    let deleted = 0;
    this.#database.write(
      () => {
        deleted = this.#deleteSlice.run(beforeMs);
      },
      () => {
        if (deleted === sliceRows) this.deleteOlderThan(beforeMs);
      },
    );
  }

  #tell(): void {
    const entries = this.#changed;
    if (entries.length === 0) return;
    this.#changed = [];
    for (const listener of this.#listeners) listener(entries);
  }

  #encode(entry: Entry, column: keyof Entry & string): SqlValue {
    const value = entry[column];
    return this.#isJson.has(column) ? JSON.stringify(value) : (value as SqlValue);
  }

  #decode(row: Record<string, SqlValue>): Entry {
    const entry: Record<string, unknown> = {};
    for (const column of this.#shape.columns) {
      const value = row[column];
      entry[column] = this.#isJson.has(column) ? JSON.parse(String(value)) : value;
    }
    // The columns are the entry's fields, and were encoded by this class.
    return entry as unknown as Entry;
  }
}
