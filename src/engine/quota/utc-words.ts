import { dayMs } from "../../shared/utc-time.ts";

const clockTime = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long" });

/** E.g. `18:20`, by UTC. */
export function utcTime(at: number): string {
  return clockTime.format(at);
}

/** E.g. `12 December`, by UTC. */
export function utcDay(at: number): string {
  return day.format(at);
}

/** E.g. `12 December 2026, 18:20 UTC`. */
export function utcDate(at: number): string {
  return `${utcDay(at)} ${new Date(at).getUTCFullYear()}, ${utcTime(at)} UTC`;
}

/** E.g. `18:20 UTC`, or `1 December, 00:00 UTC` on another day than `nowMs`. */
export function utcMoment(at: number, nowMs: number): string {
  const isToday = Math.floor(at / dayMs) === Math.floor(nowMs / dayMs);
  return `${isToday ? "" : `${utcDay(at)}, `}${utcTime(at)} UTC`;
}
