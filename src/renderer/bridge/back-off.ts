const firstDelayMs = 250;
const longestDelayMs = 5000;

/** Time to wait before the next attempt after `failures` failures in a row: doubled each time, at most 5 s. */
export function backOffMs(failures: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures, 10));
}
