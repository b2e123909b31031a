/** A terminal signals npm and its children alike, and npm passes the signal on: both are one wish. */
const sameWishMs = 1_000;

/** Aborted by the first SIGINT or SIGTERM; a second one, a moment later, ends the process at once with exit code 1. */
export function endSignal(): AbortSignal {
  const ending = new AbortController();
  let firstAt = 0;
  const end = () => {
    if (!ending.signal.aborted) {
      firstAt = performance.now();
      ending.abort();
    } else if (performance.now() - firstAt > sameWishMs) {
      process.exit(1);
    }
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return ending.signal;
}

/** Resolves after `ms`, or as soon as the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
