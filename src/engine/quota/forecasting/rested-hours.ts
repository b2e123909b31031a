import type { Usage } from "../../../shared/models.ts";
import { dayMs } from "../../../shared/utc-time.ts";
import type { HourRow } from "../ledger-store.ts";
import { type ForecastKey, readyAt } from "./walk.ts";

const week = 7 * dayMs;

/**
 * In how many hours of the last seven days every key reached an hourly limit of the owner's: more was asked in them than
 * the ledger knows.
 */
export function restedHours(
  keys: readonly ForecastKey[],
  rows: readonly HourRow[],
  cost: Usage,
  nowMs: number,
): number {
  const usable = keys.filter((key) => readyAt(key) !== null);
  if (usable.length === 0) return 0;
  const filled = new Map<number, number>();
  for (const { hour, keyId, usage } of rows) {
    const key = hour > nowMs - week ? usable.find(({ id }) => id === keyId) : undefined;
    if (key && isFilled(key, usage, cost)) filled.set(hour, (filled.get(hour) ?? 0) + 1);
  }
  return [...filled.values()].filter((count) => count === usable.length).length;
}

function isFilled({ limits }: ForecastKey, usage: Usage, cost: Usage): boolean {
  return limits.some(({ window, unit, amount }) => window === "hour" && usage[unit] + cost[unit] > amount);
}
