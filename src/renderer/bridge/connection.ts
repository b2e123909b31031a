import type { SequencedEvent } from "../../shared/contract.ts";
import type { ConnectionState } from "./panel-bridge.ts";

/** The listeners of a bridge and its state; what every transport has in common. */
export class Connection {
  readonly #eventListeners = new Set<(event: SequencedEvent) => void>();
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = "connecting";

  get state(): ConnectionState {
    return this.#state;
  }

  become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  deliver(event: SequencedEvent): void {
    for (const listener of this.#eventListeners) listener(event);
  }

  onEvent(listener: (event: SequencedEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    listener(this.#state);
    return () => this.#stateListeners.delete(listener);
  }
}
