import type { Database, Statement } from "./database.ts";

/** Small JSON values by name, which outlive the process. */
export class StateStore {
  readonly #database: Database;
  readonly #values: Map<string, string>;
  readonly #replace: Statement<never>;

  constructor(database: Database) {
    this.#database = database;
    const rows = database.statement<{ name: string; value: string }>("SELECT name, value FROM states").all();
    this.#values = new Map(rows.map(({ name, value }) => [name, value]));
    this.#replace = database.statement("INSERT OR REPLACE INTO states (name, value) VALUES (?, ?)");
  }

  /** Undefined where nothing is kept. The caller checks the shape: an earlier version may have written it. */
  get(name: string): unknown {
    const value = this.#values.get(name);
    return value === undefined ? undefined : JSON.parse(value);
  }

  /** `value` is anything that JSON can hold. */
  set(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.#values.set(name, text);
    this.#database.write(() => void this.#replace.run(name, text));
  }
}
