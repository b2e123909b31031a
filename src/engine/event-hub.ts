import type { EngineEvent, SequencedEvent } from "../shared/contract.ts";
import type { Cancel, Clock } from "./ports.ts";

/** Bursts of state changes within this time reach the panel as one event. */
const settleMs = 50;

type EventType = EngineEvent["type"];
type Listener = (event: SequencedEvent) => void;

/** Numbers the engine's events and hands them to every listener; none of them can keep the others from hearing. */
export class EventHub {
  readonly #clock: Clock;
  readonly #onTrouble: (thrown: unknown, type: EventType) => void;
  readonly #listeners = new Map<Listener, ReadonlySet<EventType> | null>();
  readonly #settling = new Map<EventType, Cancel>();
  /** Whose error was told: telling of it again may be what makes it throw again. */
  readonly #troubled = new Set<Listener | EventType>();
  #sequence = 0;

  /** `onTrouble` hears of what listeners and `read` throw, once for each of them; it must not throw itself. */
  constructor(clock: Clock, onTrouble: (thrown: unknown, type: EventType) => void) {
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  /** Number of the newest event. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Hands every event to `listener`, or those of the named types; gives back what ends that. */
  subscribe(listener: Listener, types?: readonly EventType[]): () => void {
    this.#listeners.set(listener, types ? new Set(types) : null);
    return () => {
      this.#listeners.delete(listener);
      this.#troubled.delete(listener);
    };
  }

  /** Never throws. */
  emit(event: EngineEvent): void {
    this.#sequence += 1;
    const numbered = { sequence: this.#sequence, event };
    for (const [listener, types] of this.#listeners) {
      if (types?.has(event.type) ?? true) this.#guard(listener, event.type, () => listener(numbered));
    }
  }

  /** Emits what `read` gives once things have settled; for states of which only the newest counts, and only where somebody listens. */
  emitSoon(type: EventType, read: () => EngineEvent): void {
    if (this.#settling.has(type) || !this.#isWanted(type)) return;
    const emit = () => {
      this.#settling.delete(type);
      this.#guard(type, type, () => this.emit(read()));
    };
    this.#settling.set(type, this.#clock.after(settleMs, emit));
  }

  #guard(source: Listener | EventType, type: EventType, work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (this.#troubled.has(source)) return;
      this.#troubled.add(source);
      this.#onTrouble(thrown, type);
    }
  }

  #isWanted(type: EventType): boolean {
    return [...this.#listeners.values()].some((types) => types?.has(type) ?? true);
  }

  close(): void {
    for (const cancel of this.#settling.values()) cancel();
    this.#settling.clear();
    this.#listeners.clear();
  }
}
