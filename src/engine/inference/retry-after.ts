/**
 * How long the service asks us to stay away, in ms; null where it does not say. Reads `Retry-After` (seconds or a date)
 * and, without it, the reset of a `RateLimit` header that has nothing left (`"api";r=0;t=30`).
 */
export function retryAfterOf(headers: Headers, nowMs: number): number | null {
  const given = headers.get("retry-after")?.trim();
  if (given) {
    if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1000;
    const date = Date.parse(given);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  const [, seconds] = /\br=0\b.*\bt=(\d+)/.exec(headers.get("ratelimit") ?? "") ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
