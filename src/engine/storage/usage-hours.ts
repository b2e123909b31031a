import type { Usage } from "../../shared/models.ts";
import type { LedgerStore } from "../quota/ledger-store.ts";
import type { Database, Statement } from "./database.ts";

interface UsageRow extends Usage {
  hour: number;
  keyId: string;
}

/** Keeps what each key used in each hour. */
export class UsageHours implements LedgerStore {
  readonly #database: Database;
  readonly #select: Statement<UsageRow>;
  readonly #upsert: Statement<never>;
  readonly #remove: Statement<never>;

  constructor(database: Database) {
    this.#database = database;
    this.#select = database.statement(
      "SELECT hour, keyId, requests, characters, tokens FROM usageHours WHERE hour >= ?",
    );
    this.#upsert = database.statement(`
      INSERT INTO usageHours (hour, keyId, requests, characters, tokens) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (hour, keyId) DO UPDATE SET
        requests = requests + excluded.requests,
        characters = characters + excluded.characters,
        tokens = tokens + excluded.tokens`);
    this.#remove = database.statement("DELETE FROM usageHours WHERE hour < ?");
  }

  load(sinceMs: number) {
    this.#database.flush();
    return this.#select.all(sinceMs).map(({ hour, keyId, ...usage }) => ({ hour, keyId, usage }));
  }

  add({ hour, keyId, usage }: Parameters<LedgerStore["add"]>[0]): void {
    const { requests, characters, tokens } = usage;
    this.#database.write(() => void this.#upsert.run(hour, keyId, requests, characters, tokens));
  }

  deleteOlderThan(beforeMs: number): void {
    this.#database.write(() => void this.#remove.run(beforeMs));
  }
}
