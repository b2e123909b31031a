import { type QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import type { Cancel, Clock } from "../ports.ts";
import { isBusy, isPassing, storageProblem } from "./sqlite-problem.ts";

/** A write waits at most this long for others to share its transaction. */
const groupMs = 100;
/** Writes in one transaction: while the disk refuses, one attempt costs no more than these. */
const groupSize = 500;
/** Writes that wait while the disk refuses them; beyond, the oldest are given up. */
const maxWaiting = 10_000;
const firstRetryMs = 250;
const longestRetryMs = 30_000;
/** A backup program may hold the file for a moment: only what lasts is told. */
const quietBusyAttempts = 3;

interface Write {
  run: () => void;
  onCommitted: (() => void) | undefined;
}

export interface Transactions {
  begin(): void;
  commit(): void;
  /** Does nothing where SQLite has rolled back by itself. */
  rollback(): void;
}

interface WriteQueueParts {
  clock: Clock;
  transactions: Transactions;
  /** The database's path, for sentences. */
  file: string;
  /** One sentence when writes begin to fail or are lost; null when all is well again. */
  onTrouble: (sentence: string | null) => void;
}

/** Joins writes into transactions, tells each when it is durable, and keeps them while the disk refuses. */
export class WriteQueue {
  readonly #parts: WriteQueueParts;
  readonly #groupListeners = new Set<() => void>();
  #waiting: Write[] = [];
  #cancelTimer: Cancel | null = null;
  #failedAttempts = 0;
  #lost = 0;
  #told: string | null = null;
  #isClosed = false;
  #problem: QuipdeckError | null = null;

  constructor(parts: WriteQueueParts) {
    this.#parts = parts;
  }

  get inTrouble(): boolean {
    return this.#failedAttempts > 0;
  }

  /** Why the last attempt failed; null while all is well. */
  get problem(): QuipdeckError | null {
    return this.#problem;
  }

  /** Queues a write; it never throws. After `close` nothing is taken any more. */
  add(run: () => void, onCommitted?: () => void): void {
    if (this.#isClosed) return;
    this.#waiting.push({ run, onCommitted });
    if (this.#waiting.length > maxWaiting && this.inTrouble) {
      this.#waiting.shift();
      this.#lost += 1;
    }
    this.#cancelTimer ??= this.#parts.clock.after(groupMs, () => this.commit());
  }

  /** Called after each transaction, once its writes know that they are durable. */
  onGroup(listener: () => void): void {
    this.#groupListeners.add(listener);
  }

  /** Stores what is queued at this moment, whatever happened before; true when all of it is durable. */
  commit(): boolean {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    for (let left = this.#waiting.length; left > 0; ) {
      const group = this.#waiting.slice(0, Math.min(left, groupSize));
      try {
        left -= this.#store(group);
      } catch (thrown) {
        this.#postpone(thrown);
        return false;
      }
    }
    if (this.inTrouble) this.#recover();
    return true;
  }

  close(): void {
    this.commit();
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  /** Stores one group; gives back how many writes are done with. Throws where the surroundings are at fault. */
  #store(group: Write[]): number {
    const { transactions } = this.#parts;
    let current: Write | null = null;
    try {
      transactions.begin();
      for (const write of group) {
        current = write;
        write.run();
      }
      current = null;
      transactions.commit();
    } catch (thrown) {
      transactions.rollback();
      if (current === null || isPassing(thrown)) throw thrown;
      this.#giveUp(current, thrown);
      return 1;
    }
    this.#waiting.splice(0, group.length);
    for (const { onCommitted } of group) onCommitted?.();
    for (const listener of this.#groupListeners) listener();
    return group.length;
  }

  /** One write that can never succeed must not hold up all others. */
  #giveUp(write: Write, thrown: unknown): void {
    this.#waiting.splice(this.#waiting.indexOf(write), 1);
    const { message } = thrown instanceof Error ? thrown : { message: "unknown" };
    this.#parts.onTrouble(`One record could not be stored (${message}). Please report this as a defect of Quipdeck.`);
  }

  #postpone(thrown: unknown): void {
    this.#failedAttempts += 1;
    const problem = storageProblem(this.#parts.file, thrown);
    this.#problem = problem;
    if (!isBusy(thrown) || this.#failedAttempts >= quietBusyAttempts) this.#tell(this.#sentence(problem));
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failedAttempts - 1));
    this.#cancelTimer = this.#parts.clock.after(delayMs, () => this.commit());
  }

  #recover(): void {
    if (this.#lost > 0 && this.#problem) this.#tell(this.#sentence(this.#problem));
    this.#failedAttempts = 0;
    this.#lost = 0;
    this.#problem = null;
    this.#tell(null);
  }

  #sentence(problem: QuipdeckError): string {
    const fate =
      this.#lost === 0
        ? "Until then the log waits in memory."
        : `Too many records waited: the oldest ${this.#lost} are lost.`;
    return `${sentenceOf(problem)} ${fate}`;
  }

  /** Says the same thing once. */
  #tell(sentence: string | null): void {
    if (sentence === this.#told) return;
    this.#told = sentence;
    this.#parts.onTrouble(sentence);
  }
}
