import type { Forecast } from "../../../../shared/forecast.ts";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { startOfMonth } from "../../../../shared/utc-time.ts";

/** A point of the month's running sum, in one unit. */
export interface MonthRow {
  /** ms since the epoch. */
  at: number;
  /** Null for days to come. */
  used: number | null;
  /** Null for days that are over. */
  band: readonly [low: number, high: number] | null;
  likely: number | null;
}

/** The month from its first moment on; the band begins where the use ends, so that the picture has no gap. */
export function monthRows({ at, month }: Forecast, unit: LimitUnit): MonthRow[] {
  const rows = month.map(({ at: dayEnd, used, expected }): MonthRow => {
    const usedAmount = used?.[unit] ?? null;
    if (!expected) return { at: dayEnd, used: usedAmount, band: null, likely: null };
    const { low, likely, high } = expected;
    return { at: dayEnd, used: usedAmount, band: [low[unit], high[unit]], likely: likely[unit] };
  });
  const begun: MonthRow[] = [{ at: startOfMonth(at), used: 0, band: null, likely: null }, ...rows];
  const today = begun.findLastIndex(({ used }) => used !== null);
  return begun.map((row, place) => {
    if (place !== today || row.used === null || row.band || !rows.some(({ band }) => band)) return row;
    return { ...row, band: [row.used, row.used], likely: row.used };
  });
}

export function monthPeak(rows: readonly MonthRow[]): number {
  return Math.max(0, ...rows.map(({ used, band }) => Math.max(used ?? 0, band?.[1] ?? 0)));
}
