import type { MonthDay } from "../../../shared/forecast.ts";
import type { Usage } from "../../../shared/models.ts";
import { dayMs } from "../../../shared/utc-time.ts";
import { addUsage, noUsage } from "../ledger.ts";
import type { HourRow } from "../ledger-store.ts";
import { windowEnd, windowStart } from "../windows.ts";
import type { DemandStep } from "./demand.ts";
import { type Bound, bounds } from "./gamma.ts";

/** The running sum of the month that holds `nowMs`, with what `steps`, which reach to its end, add to it; none: it is not foreseen. */
export function monthDays(
  rows: readonly HourRow[],
  steps: readonly DemandStep[],
  cost: Readonly<Usage>,
  nowMs: number,
): MonthDay[] {
  const monthEnd = windowEnd("month", nowMs);
  const today = windowStart("day", nowMs);
  const used = usedByDay(rows);
  const sum = noUsage();
  const days: MonthDay[] = [];
  for (let day = windowStart("month", nowMs); day < monthEnd; day += dayMs) {
    addUsage(sum, used.get(day) ?? noUsage());
    const expectedUntil = (at: number) => (steps.length > 0 ? expectedAt(at, steps, sum, cost) : null);
    const end = day + dayMs;
    if (day < today) days.push({ at: end, used: { ...sum }, expected: null });
    if (day === today) days.push({ at: nowMs, used: { ...sum }, expected: expectedUntil(nowMs) });
    if (day >= today) days.push({ at: end, used: null, expected: expectedUntil(end) });
  }
  return days;
}

function usedByDay(rows: readonly HourRow[]): Map<number, Usage> {
  const used = new Map<number, Usage>();
  for (const { hour, usage } of rows) {
    const day = windowStart("day", hour);
    const sum = used.get(day) ?? noUsage();
    addUsage(sum, usage);
    used.set(day, sum);
  }
  return used;
}

function expectedAt(at: number, steps: readonly DemandStep[], used: Usage, cost: Readonly<Usage>) {
  const requests = { low: 0, likely: 0, high: 0 };
  for (const step of steps) {
    if (step.end > at) break;
    for (const bound of bounds) requests[bound] += step[bound];
  }
  const usageAt = (bound: Bound): Usage => ({
    requests: Math.round(used.requests + requests[bound] * cost.requests),
    characters: Math.round(used.characters + requests[bound] * cost.characters),
    tokens: Math.round(used.tokens + requests[bound] * cost.tokens),
  });
  return { low: usageAt("low"), likely: usageAt("likely"), high: usageAt("high") };
}
