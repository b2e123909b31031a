import type { Settings } from "./options.ts";

/** An append-only list that tests read as an array and wait on without polling. */
export class Journal<Entry> {
  readonly entries: Entry[] = [];
  readonly #what: string;
  readonly #setTimer: Settings["setTimer"];
  readonly #listeners = new Set<(entry: Entry) => void>();

  /** `what` names the entries in a waiter's failure, e.g. "sent messages". */
  constructor(what: string, setTimer: Settings["setTimer"]) {
    this.#what = what;
    this.#setTimer = setTimer;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    this.announce(entry);
  }

  /** Tells waiters and listeners about an entry that changed in place. */
  announce(entry: Entry): void {
    for (const listener of [...this.#listeners]) listener(entry);
  }

  /** Calls `listener` for each entry from now on; the function given back ends that. */
  onEntry(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first entry, past or coming, that `matches`; rejects after `timeoutMs` with what was seen instead. */
  async waitForMatch(matches: (entry: Entry) => boolean, timeoutMs: number): Promise<Entry> {
    await this.#waitUntil(() => this.entries.some(matches), "a match among", timeoutMs);
    return this.entries.find(matches) as Entry;
  }

  /** All entries, once there are at least `count`. */
  async waitForCount(count: number, timeoutMs: number): Promise<readonly Entry[]> {
    await this.#waitUntil(() => this.entries.length >= count, `${count}`, timeoutMs);
    return this.entries;
  }

  #waitUntil(done: () => boolean, wanted: string, timeoutMs: number): Promise<void> {
    if (done()) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stopListening = this.onEntry(() => {
      if (!done()) return;
      cancelTimer();
      stopListening();
      resolve();
    });
    const cancelTimer = this.#setTimer(() => {
      stopListening();
      const seen = JSON.stringify(this.entries.slice(-5));
      reject(
        new Error(
          `waited ${timeoutMs} ms for ${wanted} ${this.#what}; there are ${this.entries.length}, the last: ${seen}`,
        ),
      );
    }, timeoutMs);
    return promise;
  }
}
