import type { Reply } from "../shared/contract.ts";
import type { Engine } from "./engine.ts";

/** What one panel has asked of the engine and has no answer to yet, so that it can be called off. */
export class PanelCalls {
  readonly #dispatch: Engine["dispatch"];
  readonly #running = new Map<number, AbortController>();

  constructor(dispatch: Engine["dispatch"]) {
    this.#dispatch = dispatch;
  }

  /** `id` is the panel's own; `onProgress` hears how far the call has come. Never rejects. */
  async run(id: number, command: string, input: unknown, onProgress: (progress: unknown) => void): Promise<Reply> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      return await this.#dispatch(command, input, { signal: controller.signal, onProgress });
    } finally {
      // A page that was loaded anew counts from the beginning.
      if (this.#running.get(id) === controller) this.#running.delete(id);
    }
  }

  /** Leaves a call alone that has its answer. */
  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** The panel is gone, and nobody waits any more. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }
}
