import { type QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import type { Cancel, Clock } from "../ports.ts";
import { isBusy, isPassing } from "./sqlite-problem.ts";

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
const defect = "Please report this as a defect of Quipdeck.";

interface Write {
  run: () => void;
  onCommitted: (() => void) | undefined;
  onLost: (() => void) | undefined;
}

export interface Transactions {
  /** True from `begin` to the end of the transaction. */
  readonly isOpen: boolean;
  begin(): void;
  commit(): void;
  /** Does nothing where SQLite has rolled back by itself. */
  rollback(): void;
}

interface WriteQueueParts {
  clock: Clock;
  transactions: Transactions;
  /** What SQLite's error means for people. */
  problemOf: (thrown: unknown) => QuipdeckError;
  /** One sentence when writes begin to fail or are lost; null when all is well again. */
  onTrouble: (sentence: string | null) => void;
}

/** Joins writes into transactions, tells each when it is durable, and keeps them while the disk refuses. */
export class WriteQueue {
  readonly #parts: WriteQueueParts;
  readonly #groupListeners = new Set<() => void>();
  #waiting: Write[] = [];
  /** What others are to hear, in order: told only while no transaction is open, for they may come back here. */
  #untold: (() => void)[] = [];
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

  /** Queues a write; it never throws. One of the two callbacks follows; after `close` it is lost at once. */
  add(run: () => void, onCommitted?: () => void, onLost?: () => void): void {
    if (this.#isClosed) {
      onLost?.();
      return;
    }
    this.#waiting.push({ run, onCommitted, onLost });
    if (this.#waiting.length > maxWaiting && this.inTrouble) {
      this.#waiting.shift()?.onLost?.();
      this.#lost += 1;
    }
    this.#cancelTimer ??= this.#parts.clock.after(groupMs, () => this.commit());
  }

  /** Called after each transaction, once its writes know that they are durable. */
  onGroup(listener: () => void): void {
    this.#groupListeners.add(listener);
  }

  /**
   * Stores what is queued at this moment, whatever happened before, and tells of it before it returns; true when all
   * of it is durable. Within a transaction it does nothing and gives back false.
   */
  commit(): boolean {
    if (this.#parts.transactions.isOpen) return false;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const isStored = this.#storeAll();
    if (isStored && this.inTrouble) this.#recover();
    this.#tellAll();
    return isStored;
  }

  close(): void {
    this.commit();
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  #storeAll(): boolean {
    for (let left = this.#waiting.length; left > 0; ) {
      try {
        left -= this.#store(this.#waiting.slice(0, Math.min(left, groupSize)));
      } catch (thrown) {
        this.#postpone(thrown);
        return false;
      }
    }
    return true;
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
    for (const { onCommitted } of group) if (onCommitted) this.#untold.push(onCommitted);
    this.#untold.push(...this.#groupListeners);
    return group.length;
  }

  /** Tells everything in order, also when a listener comes back here; one that throws keeps nobody from hearing. */
  #tellAll(): void {
    for (let tell = this.#untold.shift(); tell !== undefined; tell = this.#untold.shift()) {
      try {
        tell();
      } catch (thrown) {
        this.#parts.onTrouble(`What was stored could not be announced (${messageOf(thrown)}). ${defect}`);
      }
    }
  }

  /** One write that can never succeed must not hold up all others. */
  #giveUp(write: Write, thrown: unknown): void {
    this.#waiting.splice(this.#waiting.indexOf(write), 1);
    if (write.onLost) this.#untold.push(write.onLost);
    const sentence = `One record could not be stored (${messageOf(thrown)}). ${defect}`;
    this.#untold.push(() => this.#parts.onTrouble(sentence));
  }

  #postpone(thrown: unknown): void {
    this.#failedAttempts += 1;
    const problem = this.#parts.problemOf(thrown);
    this.#problem = problem;
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failedAttempts - 1));
    this.#cancelTimer = this.#parts.clock.after(delayMs, () => this.commit());
    if (!isBusy(thrown) || this.#failedAttempts >= quietBusyAttempts) this.#tell(this.#sentence(problem));
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
    this.#untold.push(() => this.#parts.onTrouble(sentence));
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : "unknown";
}
