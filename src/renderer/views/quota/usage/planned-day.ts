import type { Band, RehearsalResult } from "../../../../shared/rehearsal.ts";
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

/**
 * The requests of all keys in an hour. The sum of the keys' bands is wider than the band of their sum: where one key
 * takes less, the next takes more.
 */
function allRequests(requests: readonly Band[]): Band {
  return requests.reduce(
    (sum, { low, mid, high }) => ({ low: sum.low + low, mid: sum.mid + mid, high: sum.high + high }),
    { low: 0, mid: 0, high: 0 },
  );
}

/** The rows with the rehearsal's requests laid over them, hour of the UTC day over hour of the UTC day. */
export function withPlannedDay(rows: readonly HourRow[], result: RehearsalResult, day: number): HourRow[] {
  const planned = new Map(
    hoursOfDay(result, day).map(({ hour, requests }) => [new Date(hour).getUTCHours(), allRequests(requests)]),
  );
  return rows.map((row) => {
    const plan = planned.get(new Date(row.hour).getUTCHours());
    return plan ? { ...row, band: [plan.low, plan.high], likely: plan.mid } : row;
  });
}
