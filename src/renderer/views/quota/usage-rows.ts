import type { UsageHour } from "../../../shared/models.ts";
import type { LimitUnit } from "../../../shared/settings.ts";

const hourMs = 3_600_000;

export interface UsageRows {
  keys: { id: string; label: string }[];
  /** One for each hour, oldest first; `amounts` by key id. */
  rows: { hour: number; amounts: Record<string, number> }[];
}

/** The usage as a grid of the last `hours` hours, unused ones included, by key. */
export function usageByHour(usage: readonly UsageHour[], unit: LimitUnit, hours: number, now: number): UsageRows {
  const labels = new Map(usage.map(({ keyId, keyLabel }) => [keyId, keyLabel]));
  const newest = Math.floor(now / hourMs) * hourMs;
  const rows = Array.from({ length: hours }, (_, index) => {
    const hour = newest - (hours - 1 - index) * hourMs;
    const amounts = Object.fromEntries([...labels.keys()].map((id) => [id, 0]));
    for (const entry of usage) if (entry.hour === hour) amounts[entry.keyId] = entry.usage[unit];
    return { hour, amounts };
  });
  return { keys: [...labels].map(([id, label]) => ({ id, label })), rows };
}
