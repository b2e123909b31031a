interface Hold {
  ended: Promise<void>;
  progress: readonly unknown[];
}

/** Commands that keep those waiting who called them. */
export class Holds {
  readonly #holds = new Map<string, Hold>();
  readonly #listeners = new Map<string, (progress: unknown) => void>();

  /** Holds the command, which tells `progress`, until what this gives back is called. */
  begin(command: string, progress: readonly unknown[]): () => void {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#holds.set(command, { ended, progress });
    return () => {
      this.#holds.delete(command);
      resolve();
    };
  }

  /** Tells whoever called the command last, and waits, how far it has come. */
  tell(command: string, progress: unknown): void {
    this.#listeners.get(command)?.(progress);
  }

  /** Resolves once the command is held no more; rejects with the signal's reason. */
  async end(command: string, signal: AbortSignal, onProgress: (progress: unknown) => void): Promise<void> {
    const hold = this.#holds.get(command);
    if (!hold) return;
    for (const progress of hold.progress) onProgress(progress);
    this.#listeners.set(command, onProgress);
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => aborted.reject(signal.reason), { once: true });
    await Promise.race([hold.ended, aborted.promise]);
  }
}
