import type { LimitWindow } from "../../shared/settings.ts";
import { dayMs, endOfMonth, hourMs, startOfHour, startOfMonth } from "../../shared/utc-time.ts";

/** Start of the UTC hour, day or month that contains `at`; all times are ms since the epoch. */
export function windowStart(window: LimitWindow, at: number): number {
  if (window === "hour") return startOfHour(at);
  return window === "day" ? Math.floor(at / dayMs) * dayMs : startOfMonth(at);
}

/** The moment at which the next UTC hour, day or month begins. */
export function windowEnd(window: LimitWindow, at: number): number {
  if (window === "hour") return startOfHour(at) + hourMs;
  return window === "day" ? windowStart("day", at) + dayMs : endOfMonth(at);
}
