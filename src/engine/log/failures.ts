import { QuipdeckError } from "../../shared/errors.ts";
import { type FailureGroup, heldFailures } from "../../shared/failure-groups.ts";
import type { Failure } from "../../shared/models.ts";
import type { Clock } from "../ports.ts";
import type { Database, Statement } from "../storage/database.ts";
import { RecordTable } from "../storage/record-table.ts";
import { createFailureGroups, type FailureGroups } from "./failure-groups.ts";
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

interface ListQuery {
  resolved: boolean;
  cause?: string | undefined;
  /** Only those with a smaller id. */
  before?: number | undefined;
  limit: number;
}

interface FailuresParts {
  database: Database;
  redactor: Redactor;
  clock: Clock;
}

/** Every failure, until its time is over. */
export class Failures {
  readonly #parts: FailuresParts;
  readonly #table: RecordTable<Failure>;
  readonly #countOpen: Statement<{ count: number }>;
  readonly #countOpenOf: Statement<{ count: number }>;
  readonly #groups: FailureGroups;
  /** Kept in memory: whoever asks gets an answer though the disk fails. */
  #storedOpen: number;
  #queuedOpen = 0;

  constructor(parts: FailuresParts) {
    const { database } = parts;
    this.#parts = parts;
    this.#table = new RecordTable<Failure>(database, shape);
    const count = "SELECT count(*) AS count FROM failures WHERE resolvedAt IS NULL";
    this.#countOpen = database.statement(count);
    this.#countOpenOf = database.statement(`${count} AND authorId = ?`);
    this.#groups = createFailureGroups(database);
    this.#storedOpen = this.#countOpen.get()?.count ?? 0;
  }

  /**
   * Queues the failure, without its secrets; it carries a negative id until it is stored, which `get` and the log
   * understand. Never throws.
   */
  record(facts: FailureFacts): Failure {
    const failure = { id: this.#table.nextId(), ...this.#parts.redactor.redactDeep(facts), resolvedAt: null };
    this.#queuedOpen += 1;
    this.#table.append(failure, {
      onCommitted: () => {
        this.#queuedOpen -= 1;
        this.#storedOpen += 1;
      },
      onLost: () => {
        this.#queuedOpen -= 1;
      },
    });
    return failure;
  }

  /** The id under which the failure is stored; null where it is not. */
  rowIdOf(id: number): number | null {
    return this.#table.rowIdOf(id);
  }

  /** Newest first: the open ones, or the resolved ones. Throws a QuipdeckError. */
  list({ resolved, cause, before, limit }: ListQuery): Failure[] {
    this.#parts.database.flush();
    const conditions = [resolved ? "resolvedAt IS NOT NULL" : "resolvedAt IS NULL"];
    if (cause !== undefined) conditions.push("cause = ?");
    if (before !== undefined) conditions.push("id < ?");
    const values = [cause, before].filter((value) => value !== undefined);
    return this.#table.select(`WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ?`, ...values, limit);
  }

  /** By cause, the newest failure first. Throws a QuipdeckError. */
  groups(query: { withResolved: boolean; limit: number }): FailureGroup[] {
    this.#parts.database.flush();
    return this.#groups.list(query);
  }

  /** Null where it is not, or no longer, stored. Throws a QuipdeckError. */
  get(id: number): Failure | null {
    const isStored = this.#parts.database.flush();
    const rowId = id > 0 || isStored ? this.#table.rowIdOf(id) : null;
    return rowId === null ? null : (this.#table.select("WHERE id = ?", rowId)[0] ?? null);
  }

  /** Throws a QuipdeckError where it is not, or no longer, stored. */
  existing(id: number): Failure {
    const failure = this.get(id);
    if (failure) return failure;
    throw new QuipdeckError("not-found", "This failure is no longer stored.", "Reload the list of failures.");
  }

  /** Everything known of a failure as Markdown for a bug tracker. Throws a QuipdeckError. */
  report(id: number): string {
    // Redacted again: a secret may have become known since.
    return this.#parts.redactor.redact(reportOfFailure(this.existing(id)));
  }

  /** Marks every open failure of the cause; gives back how many, and the moment that tells them apart. Throws a QuipdeckError. */
  resolveCause(cause: string): { count: number; resolvedAt: number } {
    const resolvedAt = this.#parts.clock.now();
    const count = this.#settle(cause, null, resolvedAt);
    return { count, resolvedAt };
  }

  /** Opens again what of the cause was resolved at that moment; gives back how many. Throws a QuipdeckError. */
  reopenCause(cause: string, resolvedAt: number): { count: number } {
    return { count: this.#settle(cause, resolvedAt, null) };
  }

  /** Changes the cause's failures from one `resolvedAt` to the other; listeners hear of as many as a panel holds. */
  #settle(cause: string, from: number | null, to: number | null): number {
    const { database } = this.#parts;
    database.flush();
    const newest = this.#table.select(
      "WHERE cause = ? AND resolvedAt IS ? ORDER BY id DESC LIMIT ?",
      cause,
      from,
      heldFailures,
    );
    const count = database.transact(() => this.#groups.settle(cause, from, to));
    this.#storedOpen += to === null ? count : -count;
    this.#recount();
    this.#table.announce(...newest.map((failure) => ({ ...failure, resolvedAt: to })));
    return count;
  }

  /** How many are not resolved; those that another process wrote count a little later. Never throws. */
  openCount(): number {
    return Math.max(0, this.#storedOpen) + this.#queuedOpen;
  }

  /** Hears of new and resolved failures once they are durable, in groups. */
  onCommitted(listener: (failures: Failure[]) => void): void {
    this.#table.onCommitted(listener);
  }

  /** Deletes the member's failures; gives back how many. Part of the caller's transaction. */
  deleteMember(authorId: string): number {
    this.#storedOpen -= this.#countOpenOf.get(authorId)?.count ?? 0;
    this.#recount();
    return this.#table.deleteMember(authorId);
  }

  /** Deletes, in the background, failures from before that time, ms since the epoch. */
  deleteOlderThan(beforeMs: number): void {
    this.#table.deleteOlderThan(beforeMs, () => this.#recount());
  }

  /** Counts anew with the next writes: exact after a rollback and beside another process, too. */
  #recount(): void {
    let count = 0;
    this.#parts.database.write(
      () => {
        count = this.#countOpen.get()?.count ?? 0;
      },
      () => {
        this.#storedOpen = count;
      },
    );
  }
}
