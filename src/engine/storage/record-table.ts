import type { Database, SqlValue, Statement } from "./database.ts";

/** Rows deleted in one transaction: each takes its words out of the index, which costs about 0.3 ms. */
const sliceRows = 50;

/** Ids that were given before the row was stored, and are still known by then; a message ends long before so many others. */
const maxGivenIds = 10_000;

interface StoredRecord {
  id: number;
  /** ms since the epoch. */
  at: number;
  authorId: string | null;
}

/** What follows the queued insert of a row; `onLost` where it can never be stored. */
interface Fate {
  onCommitted?: () => void;
  onLost?: () => void;
}

interface TableShape<Entry> {
  name: string;
  /** The entry's fields that are columns of the same name. */
  columns: readonly (keyof Entry & string)[];
  /** Those of them that are kept as JSON. */
  jsonColumns: readonly (keyof Entry & string)[];
  /** Those with the id of another table's row, each with that table's `rowIdOf`. */
  references?: Partial<Record<keyof Entry & string, (id: number) => number | null>>;
}

/** A table of records: written in groups, announced when durable, forgotten by member and by age. */
export class RecordTable<Entry extends StoredRecord> {
  readonly #database: Database;
  readonly #shape: TableShape<Entry>;
  readonly #isJson: ReadonlySet<string>;
  readonly #valueColumns: readonly (keyof Entry & string)[];
  readonly #references: [column: string, rowIdOf: (id: number) => number | null][];
  readonly #insert: Statement<never>;
  readonly #deleteMember: Statement<never>;
  readonly #deleteSlice: Statement<never>;
  readonly #listeners = new Set<(entries: Entry[]) => void>();
  #changed: Entry[] = [];
  /** Row ids by the ids that stood in for them. */
  readonly #rowIds = new Map<number, number>();
  #lastGiven = 0;

  constructor(database: Database, shape: TableShape<Entry>) {
    const { name, columns } = shape;
    this.#database = database;
    this.#shape = shape;
    this.#isJson = new Set(shape.jsonColumns);
    this.#references = Object.entries(shape.references ?? {});
    this.#valueColumns = columns.filter((column) => column !== "id");
    const places = this.#valueColumns.map(() => "?").join(", ");
    this.#insert = database.statement(`INSERT INTO ${name} (${this.#valueColumns.join(", ")}) VALUES (${places})`);
    this.#deleteMember = database.statement(`DELETE FROM ${name} WHERE authorId = ?`);
    const slice = `SELECT id FROM ${name} WHERE at < ? ORDER BY at LIMIT ${sliceRows}`;
    this.#deleteSlice = database.statement(`DELETE FROM ${name} WHERE id IN (${slice})`);
    database.onGroupCommitted(() => this.#tell());
  }

  /**
   * A negative id that stands for the row until it is stored: only then does SQLite give the true one, or two
   * processes would take the same.
   */
  nextId(): number {
    this.#lastGiven -= 1;
    return this.#lastGiven;
  }

  /** The id of the row for which that one stands; null where it was never stored, or too long ago. */
  rowIdOf(id: number): number | null {
    return id > 0 ? id : (this.#rowIds.get(id) ?? null);
  }

  /** Queues the row; once it is durable, the entry carries its true ids and listeners hear of it. Never throws. */
  append(entry: Entry, { onCommitted, onLost }: Fate = {}): void {
    const given = entry.id;
    const values = this.#valueColumns.map((column) => this.#encode(entry, column));
    let trueIds: Partial<Entry> = {};
    this.#database.write(
      () => {
        trueIds = this.#trueReferences(entry);
        const row = this.#valueColumns.map((column, index) => (column in trueIds ? trueIds[column] : values[index]));
        this.#keepRowId(given, this.#insert.insert(...(row as SqlValue[])));
      },
      () => {
        Object.assign(entry, trueIds, { id: this.rowIdOf(given) });
        this.#changed.push(entry);
        onCommitted?.();
      },
      () => {
        this.#rowIds.delete(given);
        onLost?.();
      },
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

  /** Tells the listeners of rows that were changed in a transaction of their own. */
  announce(...entries: Entry[]): void {
    this.#changed.push(...entries);
    this.#tell();
  }

  /** Deletes the member's rows, queued ones included; gives back how many. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    return this.#deleteMember.run(authorId);
  }

  /** Deletes rows from before that time, a slice in each of the next transactions; `onDeleted` follows each of them. */
  deleteOlderThan(beforeMs: number, onDeleted: () => void = () => undefined): void {
    let deleted = 0;
    this.#database.write(
      () => {
        deleted = this.#deleteSlice.run(beforeMs);
      },
      () => {
        if (deleted > 0) onDeleted();
        if (deleted === sliceRows) this.deleteOlderThan(beforeMs, onDeleted);
      },
    );
  }

  #tell(): void {
    const entries = this.#changed;
    if (entries.length === 0) return;
    this.#changed = [];
    for (const listener of this.#listeners) listener(entries);
  }

  #keepRowId(given: number, rowId: number): void {
    this.#rowIds.set(given, rowId);
    for (const oldest of this.#rowIds.keys()) {
      if (this.#rowIds.size <= maxGivenIds) return;
      this.#rowIds.delete(oldest);
    }
  }

  /** The rows to which the entry refers were queued before it: within its own transaction their ids are known. */
  #trueReferences(entry: Entry): Partial<Entry> {
    const found: Record<string, number | null> = {};
    for (const [column, rowIdOf] of this.#references) {
      const id = entry[column as keyof Entry];
      if (typeof id === "number") found[column] = rowIdOf(id);
    }
    return found as Partial<Entry>;
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
