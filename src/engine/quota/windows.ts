import type { LimitWindow } from "../../shared/settings.ts";
import { dayMs, hourMs, startOfHour } from "../../shared/utc-time.ts";

/** Start of the UTC hour, day or month that contains `at`; all times are ms since the epoch. */
export function windowStart(window: LimitWindow, at: number): number {
  if (window === "hour") return startOfHour(at);
  if (window === "day") return Math.floor(at / dayMs) * dayMs;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** The moment at which the next UTC hour, day or month begins. */
export function windowEnd(window: LimitWindow, at: number): number {
  if (window === "hour") return startOfHour(at) + hourMs;
  if (window === "day") return windowStart("day", at) + dayMs;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
