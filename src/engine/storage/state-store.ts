import type { Database, Statement } from "./database.ts";

/** Small JSON values by name, which outlive the process. */
export class StateStore {
  readonly #database: Database;
  readonly #values: Map<string, string>;
  readonly #replace: Statement<never>;
  readonly #select: Statement<{ value: string }>;

  constructor(database: Database) {
    this.#database = database;
    const rows = database.statement<{ name: string; value: string }>("SELECT name, value FROM states").all();
    this.#values = new Map(rows.map(({ name, value }) => [name, value]));
    this.#select = database.statement("SELECT value FROM states WHERE name = ?");
    this.#replace = database.statement("INSERT OR REPLACE INTO states (name, value) VALUES (?, ?)");
  }

  /** Undefined where nothing is kept. The caller checks the shape: an earlier version may have written it. */
  get(name: string): unknown {
    const value = this.#values.get(name);
    return value === undefined ? undefined : JSON.parse(value);
  }

  /** As `get`, with what another process has stored meanwhile. */
  getFresh(name: string): unknown {
    try {
      const value = this.#database.flush() ? this.#select.get(name)?.value : undefined;
      if (value !== undefined) this.#values.set(name, value);
    } catch {
      // The write queue tells of a file that is in trouble; what was known before is still the best guess.
    }
    return this.get(name);
  }

  /** `value` is anything that JSON can hold. */
  set(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.#values.set(name, text);
    this.#database.write(() => void this.#replace.run(name, text));
  }
}
