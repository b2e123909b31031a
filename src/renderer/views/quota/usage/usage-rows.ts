import type { UsageHour } from "../../../../shared/models.ts";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { hourMs, startOfHour } from "../../../../shared/utc-time.ts";
import type { HourRow } from "../figures/hour-rows.ts";

interface UsedKey {
  id: string;
  label: string;
}

/** The keys that were used, in the ring's order; those that are no longer in it come last. */
export function usedKeys(usage: readonly UsageHour[], ring: readonly UsedKey[]): UsedKey[] {
  const used = new Map(usage.map(({ keyId, keyLabel }) => [keyId, keyLabel]));
  const known = ring.filter(({ id }) => used.delete(id)).map(({ id, label }) => ({ id, label }));
  return [...known, ...[...used].map(([id, label]) => ({ id, label }))];
}

/** The usage as a grid of the last `hours` hours, unused ones included, oldest first. */
export function usageByHour(usage: readonly UsageHour[], unit: LimitUnit, hours: number, now: number): HourRow[] {
  const byHour = Map.groupBy(usage, ({ hour }) => hour);
  const oldest = startOfHour(now) - (hours - 1) * hourMs;
  return Array.from({ length: hours }, (_, index) => {
    const hour = oldest + index * hourMs;
    const amounts = Object.fromEntries((byHour.get(hour) ?? []).map((entry) => [entry.keyId, entry.usage[unit]]));
    return { hour, amounts, band: null, likely: null };
  });
}
