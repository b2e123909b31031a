import type { ErrorReport } from "../../../shared/errors.ts";
import type { LogEntry } from "../../../shared/models.ts";
import { type CallCommand, reportOfRejection } from "../../bridge/panel-bridge.ts";
import type { StoreTiming } from "../../state/panel-store.ts";
import { type LogFilter, passes, queryOf } from "./log-filter.ts";
import { mergeIds } from "./log-ids.ts";
import { LogRows } from "./log-rows.ts";

/** While a search is shown, newly logged messages are looked up this long after the first of them. */
const renewAfterMs = 400;

export interface StoredLogState {
  /** All entries under the filter that are known so far, newest first. */
  ids: readonly number[];
  /** True once the log has been looked through to its oldest entry. */
  isComplete: boolean;
  error: ErrorReport | null;
  /** Grows with each page of rows that came. */
  pagesRead: number;
}

interface StoredLogParts {
  call: CallCommand;
  filter: LogFilter;
  /** The newest entries, newest first: they are shown at once. */
  log: readonly LogEntry[];
  after: StoreTiming["after"];
}

/**
 * The whole stored log under a filter as a list of ids, with the rows in sight. New entries come from the panel's snapshot;
 * after a gap in it, and for a search, the engine is asked which ones are new.
 */
export class StoredLog {
  readonly #parts: StoredLogParts;
  readonly #listeners = new Set<() => void>();
  readonly #rows: LogRows;
  readonly #isSearch: boolean;
  #state: StoredLogState = { ids: [], isComplete: false, error: null, pagesRead: 0 };
  /** The newest entry of which it is known whether it belongs to the list. */
  #coveredId = 0;
  #newestId = 0;
  /** From where to look for older ones; undefined for the newest. */
  #olderBefore: number | undefined;
  #isReadingOlder = false;
  #isReadingNewer = false;
  #isOpen = false;
  #cancelRenewal: (() => void) | null = null;

  constructor(parts: StoredLogParts) {
    this.#parts = parts;
    this.#isSearch = parts.filter.search.trim() !== "";
    this.#rows = new LogRows(
      parts.call,
      (gone) => this.#pageRead(gone),
      (thrown) => this.#refused(thrown),
    );
    this.#newestId = parts.log[0]?.id ?? 0;
    this.#coveredId = this.#newestId;
    if (this.#isSearch) return;
    this.#olderBefore = parts.log.at(-1)?.id;
    this.#take(parts.log);
  }

  readonly getState = (): StoredLogState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Undefined until it was read: see `want`. */
  row(id: number): LogEntry | undefined {
    return this.#rows.get(id);
  }

  /** Reads the rows of these ids, which are those in sight. */
  want(ids: readonly number[]): void {
    void this.#rows.want(ids);
  }

  /** Looks for the older entries, until it is closed. */
  open(): void {
    this.#isOpen = true;
    void this.#readOlder();
  }

  /** The newest entries after something has changed, newest first. */
  receive(log: readonly LogEntry[]): void {
    if (this.#state.error !== null) this.#resume();
    const newestId = log[0]?.id ?? 0;
    if (newestId <= this.#newestId) return;
    this.#newestId = newestId;
    const isConnected = (log.at(-1)?.id ?? 0) <= this.#coveredId + 1;
    if (this.#isSearch) {
      this.#renewLater();
    } else if (isConnected) {
      const fresh = log.filter(({ id }) => id > this.#coveredId);
      this.#coveredId = newestId;
      this.#take(fresh);
    } else {
      void this.#readNewer();
    }
  }

  close(): void {
    this.#isOpen = false;
    this.#cancelRenewal?.();
    this.#cancelRenewal = null;
  }

  #take(log: readonly LogEntry[]): void {
    const fitting = log.filter((entry) => passes(entry, this.#parts.filter));
    if (fitting.length === 0) return;
    this.#rows.add(fitting);
    const newer = fitting.map(({ id }) => id);
    this.#become({ ids: mergeIds(newer, this.#state.ids) });
  }

  /** Tries again what was refused, as while the connection was lost. */
  #resume(): void {
    this.#become({ error: null });
    this.#rows.retry();
    void this.#readOlder();
    if (this.#coveredId < this.#newestId) void this.#readNewer();
  }

  #renewLater(): void {
    this.#cancelRenewal ??= this.#parts.after(renewAfterMs, () => {
      this.#cancelRenewal = null;
      void this.#readNewer();
    });
  }

  async #readOlder(): Promise<void> {
    if (this.#isReadingOlder) return;
    this.#isReadingOlder = true;
    try {
      while (this.#isOpen && !this.#state.isComplete) {
        const { ids, next } = await this.#ask(this.#olderBefore === undefined ? {} : { before: this.#olderBefore });
        this.#olderBefore = next ?? undefined;
        this.#become({ ids: mergeIds(this.#state.ids, ids), isComplete: next === null, error: null });
      }
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.#isReadingOlder = false;
    }
  }

  async #readNewer(): Promise<void> {
    if (this.#isReadingNewer || !this.#isOpen) return;
    this.#isReadingNewer = true;
    const target = this.#newestId;
    try {
      let before: number | null | undefined;
      const found: number[] = [];
      while (this.#isOpen && before !== null) {
        const { ids, next } = await this.#ask({ after: this.#coveredId, ...(before !== undefined && { before }) });
        found.push(...ids);
        before = next;
      }
      if (!this.#isOpen) return;
      this.#coveredId = Math.max(this.#coveredId, target);
      this.#become({ ids: mergeIds(found, this.#state.ids), error: null });
      if (this.#coveredId < this.#newestId) this.#renewLater();
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.#isReadingNewer = false;
    }
  }

  #ask(range: { before?: number; after?: number }) {
    // While the log is empty there is no entry after which to look.
    const { after, ...rest } = range;
    const query = { ...queryOf(this.#parts.filter), ...rest, ...(after !== undefined && after > 0 && { after }) };
    return this.#parts.call("log/ids", query);
  }

  #pageRead(gone: readonly number[]): void {
    const { ids, pagesRead } = this.#state;
    const left = gone.length === 0 ? ids : ids.filter((id) => !gone.includes(id));
    this.#become({ ids: left, pagesRead: pagesRead + 1, error: null });
  }

  #refused(thrown: unknown): void {
    this.#become({ error: reportOfRejection(thrown) });
  }

  #become(change: Partial<StoredLogState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
