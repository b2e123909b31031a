import type { EngineEvent, SequencedEvent } from "../shared/contract.ts";
import type { Cancel, Clock } from "./ports.ts";

/** Bursts of state changes within this time reach the panel as one event. */
const settleMs = 50;

type Listener = (event: SequencedEvent) => void;

/** Numbers the engine's events and hands them to every listener. */
export class EventHub {
  readonly #clock: Clock;
  readonly #listeners = new Set<Listener>();
  readonly #settling = new Map<string, Cancel>();
  #sequence = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Number of the newest event. */
  get sequence(): number {
    return this.#sequence;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: EngineEvent): void {
    this.#sequence += 1;
    const numbered = { sequence: this.#sequence, event };
    for (const listener of this.#listeners) listener(numbered);
  }

  /** Emits what `read` gives once things have settled; for states of which only the newest counts, and only where somebody listens. */
  emitSoon(type: EngineEvent["type"], read: () => EngineEvent): void {
    if (this.#listeners.size === 0 || this.#settling.has(type)) return;
    const emit = () => {
      this.#settling.delete(type);
      this.emit(read());
    };
    this.#settling.set(type, this.#clock.after(settleMs, emit));
  }

  close(): void {
    for (const cancel of this.#settling.values()) cancel();
    this.#settling.clear();
    this.#listeners.clear();
  }
}
