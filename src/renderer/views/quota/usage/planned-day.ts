import type { RehearsalResult } from "../../../../shared/rehearsal.ts";
import { dayMs, type HourRow, hourMs } from "../figures/hour-rows.ts";

/** Days that a rehearsal went through, the last one perhaps not whole. */
export function daysOf({ hours }: RehearsalResult): number {
  const [first, last] = [hours[0], hours.at(-1)];
  return first && last ? Math.ceil((last.hour + hourMs - first.hour) / dayMs) : 0;
}

/** The rehearsal's day with this number (from 0 on): 24 hours from its beginning. */
export function hoursOfDay({ hours }: RehearsalResult, day: number): RehearsalResult["hours"] {
  const begin = (hours[0]?.hour ?? 0) + day * dayMs;
  return hours.filter(({ hour }) => hour >= begin && hour < begin + dayMs);
}

/** The rows with the rehearsal's requests laid over them, hour of the UTC day over hour of the UTC day. */
export function withPlannedDay(rows: readonly HourRow[], result: RehearsalResult, day: number): HourRow[] {
  const planned = new Map(
    hoursOfDay(result, day).map(({ hour, allRequests }) => [new Date(hour).getUTCHours(), allRequests]),
  );
  return rows.map((row) => {
    const plan = planned.get(new Date(row.hour).getUTCHours());
    return plan ? { ...row, band: [plan.low, plan.high], likely: plan.mid } : row;
  });
}
