import type { RehearsalResult } from "../../../../shared/rehearsal.ts";
import type { HourRow } from "../figures/hour-rows.ts";

const hoursOfADay = 24;

/** Days that a rehearsal went through. */
export function daysOf({ hours }: RehearsalResult): number {
  return hours.length / hoursOfADay;
}

/** The rehearsal's day with this number (from 0 on): 24 hours, counted from its beginning. */
export function hoursOfDay({ hours }: RehearsalResult, day: number): RehearsalResult["hours"] {
  return hours.slice(day * hoursOfADay, (day + 1) * hoursOfADay);
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
