import type { Usage } from "../../shared/models.ts";
import type { LedgerStore } from "../quota/ledger-store.ts";
import type { Database } from "./database.ts";

interface UsageRow extends Usage {
  hour: number;
  keyId: string;
}

/** Keeps what each key used in each hour. */
export class UsageHours implements LedgerStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  load(sinceMs: number) {
    this.#database.flush();
    const rows = this.#database.statement<UsageRow>(
      "SELECT hour, keyId, requests, characters, tokens FROM usageHours WHERE hour >= ?",
    );
    return rows.all(sinceMs).map(({ hour, keyId, ...usage }) => ({ hour, keyId, usage }));
  }

  add({ hour, keyId, usage }: Parameters<LedgerStore["add"]>[0]): void {
    const { requests, characters, tokens } = usage;
    const upsert = this.#database.statement(`
      INSERT INTO usageHours (hour, keyId, requests, characters, tokens) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (hour, keyId) DO UPDATE SET
        requests = requests + excluded.requests,
        characters = characters + excluded.characters,
        tokens = tokens + excluded.tokens`);
    this.#database.write(() => void upsert.run(hour, keyId, requests, characters, tokens));
  }

  deleteOlderThan(beforeMs: number): void {
    const remove = this.#database.statement("DELETE FROM usageHours WHERE hour < ?");
    this.#database.write(() => void remove.run(beforeMs));
  }
}
