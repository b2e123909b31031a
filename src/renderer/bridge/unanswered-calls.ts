import { cancelled } from "../../shared/errors.ts";
import { type CallOptions, CommandError } from "./panel-bridge.ts";

/** So long a host that is well takes at most to answer what was called off; nobody is kept waiting by another. */
const farewellMs = 2000;

/** The calls of a bridge that have no answer yet: numbered, told of, and called off when their caller wants it. */
export class UnansweredCalls {
  readonly #callOff: (id: number) => void;
  readonly #listeners = new Map<number, (progress: unknown) => void>();
  #lastId = 0;

  /** `callOff` tells the host that a call's answer is no longer wanted. */
  constructor(callOff: (id: number) => void) {
    this.#callOff = callOff;
  }

  /**
   * Makes a call by `send`, which is handed its number. Rejects as `cancelled` what was called off before, or was not
   * answered soon afterwards.
   */
  async follow<Progress, Answer>(
    { signal, onProgress }: CallOptions<Progress>,
    send: (id: number) => Promise<Answer>,
  ): Promise<Answer> {
    if (signal?.aborted) throw new CommandError(cancelled);
    this.#lastId += 1;
    const id = this.#lastId;
    const givenUp = Promise.withResolvers<never>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const callOff = () => {
      this.#callOff(id);
      timer = setTimeout(() => givenUp.reject(new CommandError(cancelled)), farewellMs);
    };
    signal?.addEventListener("abort", callOff);
    // The contract says what a command tells before its answer.
    if (onProgress) this.#listeners.set(id, onProgress as (progress: unknown) => void);
    try {
      return await Promise.race([send(id), givenUp.promise]);
    } finally {
      clearTimeout(timer);
      this.#listeners.delete(id);
      signal?.removeEventListener("abort", callOff);
    }
  }

  /** Hands on how far a call has come; of an answered one nobody hears. */
  progress(id: number, progress: unknown): void {
    this.#listeners.get(id)?.(progress);
  }
}
