/**
 * Settles as `work` does, or rejects at once with the signal's reason: discord.js waits out its limits first.
 * `work` gets a signal of its own, for discord.js never takes its listeners off.
 */
export async function unlessAborted<Result>(
  signal: AbortSignal,
  work: (own: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const own = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => {
    own.abort(signal.reason);
    aborted.reject(signal.reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(own.signal), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
