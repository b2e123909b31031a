import { closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { QuipdeckError } from "../../shared/errors.ts";
import type { Clock } from "../ports.ts";
import { putAside } from "./broken-file.ts";
import { migrations } from "./migrations.ts";
import { isBusy, isDamage, storageProblem } from "./sqlite-problem.ts";
import { WriteQueue } from "./write-queue.ts";

/** Another process may be migrating; later, waiting would hold up the bot, and the write queue tries again by itself. */
const openTimeoutMs = 5_000;
const busyTimeoutMs = 100;

export type SqlValue = string | number | null;

/** A prepared statement. Reads throw a QuipdeckError; `run` throws SQLite's own error, which the write queue knows. */
export interface Statement<Row> {
  /** Gives back how many rows were changed. */
  run(...values: SqlValue[]): number;
  /** As `run`, for one new row; gives back its id. */
  insert(...values: SqlValue[]): number;
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

export interface Database {
  /** One sentence when a file that could not be used was put aside. */
  readonly problem: string | null;
  /** The statement with this text, prepared once. `Row` is what its columns hold: the caller knows them. */
  statement<Row = never>(sql: string): Statement<Row>;
  /** Queues a write for the next transaction; then runs `onCommitted`, once it is durable, or `onLost`. Never throws. */
  write(run: () => void, onCommitted?: () => void, onLost?: () => void): void;
  /** Runs after each transaction of queued writes. */
  onGroupCommitted(listener: () => void): void;
  /**
   * Stores queued writes now and tells their listeners before it returns, unless the disk refuses: then only time does.
   * True when nothing is left to be stored.
   */
  flush(): boolean;
  /** Runs `work` in a transaction of its own, after all that is queued. Throws a QuipdeckError, with nothing changed. */
  transact<Result>(work: () => Result): Result;
  /** Takes what was deleted out of the write-ahead log too. */
  scrub(): void;
  /** Stores what is queued and closes the file. */
  close(): void;
}

interface DatabaseOptions {
  file: string;
  clock: Clock;
  /** See WriteQueue. */
  onTrouble: (sentence: string | null) => void;
  /** The file may not grow beyond so many pages of 4096 bytes; then it counts as a full disk. */
  maxPages?: number;
}

/**
 * Opens the database, or makes it. A damaged file is put aside and reported in `problem`.
 * Throws a QuipdeckError where the file belongs to a newer Quipdeck or cannot be reached.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { file, clock } = options;
  try {
    try {
      return createDatabase(openFile(options), options, null);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      const aside = putAside(file, clock.now());
      const problem = `The database was damaged: it was kept as ${aside}, and an empty one has taken its place.`;
      return createDatabase(openFile(options), options, problem);
    }
  } catch (thrown) {
    throw storageProblem(file, thrown);
  }
}

function openFile({ file, maxPages }: DatabaseOptions): DatabaseSync {
  const endedUncleanly = existsSync(`${file}-wal`);
  const connection = new DatabaseSync(file, { timeout: openTimeoutMs, enableForeignKeyConstraints: true });
  try {
    assertKnownVersion(connection, file);
    if (endedUncleanly && isAlone(connection)) assertSound(connection);
    // NORMAL with WAL: a commit is in the system's hands at once, so a kill loses nothing; only a power cut may take the last ones.
    connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
    connection.exec("PRAGMA journal_size_limit = 8388608");
    if (maxPages !== undefined) connection.exec(`PRAGMA max_page_count = ${maxPages}`);
    migrate(connection);
    connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

/** Leaving WAL takes the file for oneself: while another process has it open, the log beside it is no left-over. */
function isAlone(connection: DatabaseSync): boolean {
  connection.exec("PRAGMA busy_timeout = 0");
  try {
    return connection.prepare("PRAGMA journal_mode = DELETE").get()?.journal_mode === "delete";
  } catch (thrown) {
    if (isBusy(thrown)) return false;
    throw thrown;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${openTimeoutMs}`);
  }
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare("PRAGMA user_version").get()?.user_version);
}

function assertKnownVersion(connection: DatabaseSync, file: string): void {
  const version = versionOf(connection);
  if (version <= migrations.length) return;
  throw new QuipdeckError(
    "storage",
    `The database ${file} was written by a newer Quipdeck (version ${version}; this one knows ${migrations.length}).`,
    "Update Quipdeck, or give this one a data folder of its own in the variable QUIPDECK_HOME.",
  );
}

/** Reads the whole file; throws as SQLite does for a damaged one. */
function assertSound(connection: DatabaseSync): void {
  const found = connection.prepare("PRAGMA quick_check(1)").get()?.quick_check;
  if (found !== "ok") throw Object.assign(new Error(String(found)), { errcode: 11 });
}

function migrate(connection: DatabaseSync): void {
  if (versionOf(connection) === migrations.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    // Read again: another process may have been faster.
    for (const step of migrations.slice(versionOf(connection))) connection.exec(step);
    connection.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (thrown) {
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw thrown;
  }
}

function createDatabase(connection: DatabaseSync, options: DatabaseOptions, problem: string | null): Database {
  const { file, clock, onTrouble } = options;
  const statements = new Map<string, Statement<unknown>>();
  const transactions = transactionsOf(connection);
  let isDamaged = false;
  const problemOf = (thrown: unknown): QuipdeckError => {
    isDamaged ||= isDamage(thrown);
    return storageProblem(file, thrown);
  };
  const queue = new WriteQueue({ clock, transactions, problemOf, onTrouble });
  const statement = (sql: string): Statement<unknown> => {
    const known = statements.get(sql) ?? wrap(connection.prepare(sql), problemOf);
    statements.set(sql, known);
    return known;
  };
  return {
    problem,
    statement: <Row>(sql: string) => statement(sql) as Statement<Row>,
    write: (run, onCommitted, onLost) => queue.add(run, onCommitted, onLost),
    onGroupCommitted: (listener) => queue.onGroup(listener),
    flush: () => !queue.inTrouble && queue.commit(),
    transact(work) {
      if (!queue.commit()) throw queue.problem ?? new Error("A transaction cannot begin within another.");
      try {
        transactions.begin();
        const result = work();
        transactions.commit();
        return result;
      } catch (thrown) {
        transactions.rollback();
        throw problemOf(thrown);
      }
    },
    scrub: () => void statement("PRAGMA wal_checkpoint(TRUNCATE)").get(),
    close() {
      try {
        queue.close();
      } finally {
        connection.close();
      }
      // As after an unclean end, so that the next opening looks at the whole file.
      if (isDamaged) closeSync(openSync(`${file}-wal`, "a", 0o600));
    },
  };
}

function transactionsOf(connection: DatabaseSync) {
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  return {
    get isOpen() {
      return connection.isTransaction;
    },
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    rollback: () => {
      if (connection.isTransaction) connection.exec("ROLLBACK");
    },
  };
}

function wrap(statement: StatementSync, problemOf: (thrown: unknown) => QuipdeckError): Statement<unknown> {
  const reading = <Result>(read: () => Result): Result => {
    try {
      return read();
    } catch (thrown) {
      throw problemOf(thrown);
    }
  };
  return {
    run: (...values) => Number(statement.run(...values).changes),
    insert: (...values) => Number(statement.run(...values).lastInsertRowid),
    get: (...values) => reading(() => statement.get(...values)),
    all: (...values) => reading(() => statement.all(...values)),
  };
}
