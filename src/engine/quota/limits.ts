import type { Usage } from "../../shared/models.ts";
import { type Limit, limitWindows } from "../../shared/settings.ts";
import type { WindowUsage } from "./ledger.ts";

/** The limit that `cost` would break on top of what is used; of several the one that lasts longest; null when it fits. */
export function limitBroken(limits: readonly Limit[], used: WindowUsage, cost: Readonly<Usage>): Limit | null {
  return longest(limits.filter((limit) => roomIn(limit, used) < cost[limit.unit]));
}

/** The limit that has no room left for `cost`; one that is smaller than that is used up only when nothing is left of it. */
export function limitUsedUp(limits: readonly Limit[], used: WindowUsage, cost: Readonly<Usage>): Limit | null {
  const needed = ({ unit, amount }: Limit) => (cost[unit] <= amount ? cost[unit] : 1);
  return longest(limits.filter((limit) => roomIn(limit, used) < needed(limit)));
}

/** The limit that is smaller than `cost` alone; null where there is none. */
export function limitTooSmall(limits: readonly Limit[], cost: Readonly<Usage>): Limit | null {
  return longest(limits.filter(({ unit, amount }) => amount < cost[unit]));
}

function roomIn({ window, unit, amount }: Limit, used: WindowUsage): number {
  return amount - used[window][unit];
}

function longest(limits: readonly Limit[]): Limit | null {
  return limits.toSorted((a, b) => limitWindows.indexOf(b.window) - limitWindows.indexOf(a.window))[0] ?? null;
}
