import { QuipdeckError } from "../../shared/errors.ts";
import type { Failure } from "../../shared/models.ts";
import type { Clock } from "../ports.ts";
import type { Database } from "../storage/database.ts";
import { RecordTable } from "../storage/record-table.ts";
import { reportOfFailure } from "./failure-report.ts";
import type { Redactor } from "./redact.ts";

/** A failure as its finder describes it. */
export type FailureFacts = Omit<Failure, "id" | "resolvedAt">;

const shape = {
  name: "failures",
  columns: [
    "id",
    "at",
    "cause",
    "summary",
    "mend",
    "stage",
    "guildId",
    "channelId",
    "channelName",
    "messageId",
    "authorId",
    "author",
    "content",
    "response",
    "keyLabel",
    "status",
    "attempts",
    "stack",
    "resolvedAt",
  ],
  jsonColumns: ["attempts"],
} as const;

interface FailuresParts {
  database: Database;
  redactor: Redactor;
  clock: Clock;
}

/** Every failure, until its time is over. */
export class Failures {
  readonly #parts: FailuresParts;
  readonly #table: RecordTable<Failure>;
  /** Stored ones; null where they must be counted anew. */
  #storedOpen: number | null = null;
  #queuedOpen = 0;

  constructor(parts: FailuresParts) {
    this.#parts = parts;
    // Before the table's own listener, so that who hears of a failure finds it counted.
    parts.database.onGroupCommitted(() => {
      this.#storedOpen = null;
    });
    this.#table = new RecordTable<Failure>(parts.database, shape);
    this.#table.onCommitted((failures) => {
      this.#queuedOpen -= failures.filter(({ resolvedAt }) => resolvedAt === null).length;
    });
  }

  /** Gives the failure, without its secrets, an id at once and stores it with the next group. */
  record(facts: FailureFacts): Failure {
    const failure = { id: this.#table.nextId(), ...this.#parts.redactor.redactDeep(facts), resolvedAt: null };
    this.#queuedOpen += 1;
    this.#table.append(failure);
    return failure;
  }

  /** Newest first: the open ones, or the resolved ones. Throws a QuipdeckError. */
  list({ resolved, limit }: { resolved: boolean; limit: number }): Failure[] {
    this.#parts.database.flush();
    const condition = resolved ? "resolvedAt IS NOT NULL" : "resolvedAt IS NULL";
    return this.#table.select(`WHERE ${condition} ORDER BY id DESC LIMIT ?`, limit);
  }

  /** Null where it is not, or no longer, stored. Throws a QuipdeckError. */
  get(id: number): Failure | null {
    this.#parts.database.flush();
    return this.#table.select("WHERE id = ?", id)[0] ?? null;
  }

  /** Everything known of a failure as Markdown for a bug tracker. Throws a QuipdeckError. */
  report(id: number): string {
    // Redacted again: a secret may have become known since.
    return this.#parts.redactor.redact(reportOfFailure(this.#existing(id)));
  }

  /** Marks a failure as resolved; listeners hear of it. Throws a QuipdeckError. */
  resolve(id: number): void {
    const { database, clock } = this.#parts;
    const failure = this.#existing(id);
    if (failure.resolvedAt !== null) return;
    const resolvedAt = clock.now();
    const update = database.statement("UPDATE failures SET resolvedAt = ? WHERE id = ?");
    database.transact(() => update.run(resolvedAt, id));
    this.#storedOpen = null;
    this.#table.announce({ ...failure, resolvedAt });
  }

  /** How many are not resolved. Throws a QuipdeckError. */
  openCount(): number {
    this.#storedOpen ??= this.#countStored();
    return this.#storedOpen + this.#queuedOpen;
  }

  /** Hears of new and resolved failures once they are durable, in groups. */
  onCommitted(listener: (failures: Failure[]) => void): void {
    this.#table.onCommitted(listener);
  }

  /** Deletes the member's failures; gives back how many. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    this.#storedOpen = null;
    return this.#table.deleteMember(authorId);
  }

  /** Deletes, in the background, failures from before that time, ms since the epoch. */
  deleteOlderThan(beforeMs: number): void {
    this.#table.deleteOlderThan(beforeMs);
  }

  #countStored(): number {
    const count = "SELECT count(*) AS count FROM failures WHERE resolvedAt IS NULL";
    return this.#parts.database.statement<{ count: number }>(count).get()?.count ?? 0;
  }

  #existing(id: number): Failure {
    const failure = this.get(id);
    if (failure) return failure;
    throw new QuipdeckError("not-found", "This failure is no longer stored.", "Reload the list of failures.");
  }
}
