import type { Usage } from "../../shared/models.ts";
import { type LimitWindow, limitWindows } from "../../shared/settings.ts";
import { hourMs, startOfHour } from "../../shared/utc-time.ts";
import type { Clock } from "../ports.ts";
import type { HourRow, LedgerStore } from "./ledger-store.ts";
import { type Pace, RecentPace } from "./recent-pace.ts";
import { windowEnd, windowStart } from "./windows.ts";

/** A month of 31 days: the panel's longest chart, and always the whole current month. */
const keptHours = 744;

/** What a key has used in the current UTC hour, day and month. */
export type WindowUsage = Record<LimitWindow, Readonly<Usage>>;

interface Book {
  hours: Map<number, Usage>;
  current: Record<LimitWindow, Usage>;
}

/** Nothing used. */
export function noUsage(): Usage {
  return { requests: 0, characters: 0, tokens: 0 };
}

export function addUsage(sum: Usage, usage: Readonly<Usage>): void {
  sum.requests += usage.requests;
  sum.characters += usage.characters;
  sum.tokens += usage.tokens;
}

/** Counts each key's requests, characters and tokens by the UTC hour: constant work per request, a month in memory. */
export class Ledger {
  readonly #clock: Clock;
  readonly #store: LedgerStore;
  readonly #books = new Map<string, Book>();
  readonly #recent: RecentPace;
  #hour: number;

  constructor(clock: Clock, store: LedgerStore) {
    this.#clock = clock;
    this.#store = store;
    this.#recent = new RecentPace(clock);
    this.#hour = startOfHour(clock.now());
    for (const row of store.load(this.#oldestHour()))
      addUsage(this.#hourOf(this.#book(row.keyId), row.hour), row.usage);
    this.#sumUp();
  }

  /** Counts what a key used just now. */
  add(keyId: string, usage: Readonly<Usage>): void {
    this.#turn();
    const book = this.#book(keyId);
    addUsage(this.#hourOf(book, this.#hour), usage);
    for (const window of limitWindows) addUsage(book.current[window], usage);
    this.#recent.add(usage.requests);
    this.#store.add({ hour: this.#hour, keyId, usage: { ...usage } });
  }

  /** What the key has used in the windows that hold the present moment; a live view, not to be kept. */
  usage(keyId: string): WindowUsage {
    this.#turn();
    return this.#book(keyId).current;
  }

  /** The hours from `sinceMs` on in which a key was used, oldest first; at most 31 days. */
  hours(sinceMs: number): HourRow[] {
    this.#turn();
    const rows: HourRow[] = [];
    for (const [keyId, { hours }] of this.#books) {
      for (const [hour, usage] of hours) if (hour >= sinceMs) rows.push({ hour, keyId, usage: { ...usage } });
    }
    return rows.sort((one, other) => one.hour - other.hour);
  }

  /** The requests of all keys in the last ten minutes, or since this process began. */
  get recent(): Pace {
    return this.#recent.current;
  }

  /** Follows the wall clock into another hour, in either direction: a clock that was set back finds its old counts. */
  #turn(): void {
    const hour = startOfHour(this.#clock.now());
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#sumUp();
  }

  #sumUp(): void {
    const oldest = this.#oldestHour();
    for (const book of this.#books.values()) {
      for (const hour of book.hours.keys()) if (hour < oldest) book.hours.delete(hour);
      for (const window of limitWindows) book.current[window] = this.#sumOf(book, window);
    }
  }

  #sumOf(book: Book, window: LimitWindow): Usage {
    const start = windowStart(window, this.#hour);
    const end = windowEnd(window, this.#hour);
    const sum = noUsage();
    for (const [hour, usage] of book.hours) if (hour >= start && hour < end) addUsage(sum, usage);
    return sum;
  }

  #oldestHour(): number {
    return this.#hour - (keptHours - 1) * hourMs;
  }

  #book(keyId: string): Book {
    let book = this.#books.get(keyId);
    if (!book) {
      book = { hours: new Map(), current: { hour: noUsage(), day: noUsage(), month: noUsage() } };
      this.#books.set(keyId, book);
    }
    return book;
  }

  #hourOf(book: Book, hour: number): Usage {
    let usage = book.hours.get(hour);
    if (!usage) {
      usage = noUsage();
      book.hours.set(hour, usage);
    }
    return usage;
  }
}
