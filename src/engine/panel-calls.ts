import { callIdSchema, type Reply } from "../shared/contract.ts";
import type { Engine } from "./engine.ts";

/** Answers what is no call. */
export const malformed: Reply = {
  ok: false,
  error: {
    code: "invalid-input",
    message: "The host received something that is not a command.",
    mend: "Reload the panel.",
  },
};

/** What one panel has asked of the engine and has no answer to yet, so that it can be called off. */
export class PanelCalls {
  readonly #dispatch: Engine["dispatch"];
  readonly #running = new Map<number, AbortController>();

  constructor(dispatch: Engine["dispatch"]) {
    this.#dispatch = dispatch;
  }

  /** `id` is the panel's own, of none of its calls that run; `onProgress` hears how far the call has come. Never rejects. */
  async run(id: unknown, command: string, input: unknown, onProgress: (progress: unknown) => void): Promise<Reply> {
    const call = callIdSchema.safeParse(id).data;
    if (call === undefined || this.#running.has(call)) return malformed;
    const controller = new AbortController();
    const { signal } = controller;
    const isOwn = () => this.#running.get(call) === controller;
    this.#running.set(call, controller);
    try {
      // A page that was loaded anew counts from the beginning, and its call of that number is another.
      return await this.#dispatch(command, input, {
        signal,
        onProgress: (progress) => isOwn() && onProgress(progress),
      });
    } finally {
      if (isOwn()) this.#running.delete(call);
    }
  }

  /** Leaves a call alone that has its answer. */
  cancel(id: unknown): void {
    const call = callIdSchema.safeParse(id).data;
    if (call !== undefined) this.#running.get(call)?.abort();
  }

  /** The panel is gone, and nobody waits any more. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }
}
