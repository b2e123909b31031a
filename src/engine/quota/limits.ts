import type { Usage } from "../../shared/models.ts";
import { type Limit, limitWindows } from "../../shared/settings.ts";
import type { WindowUsage } from "./ledger.ts";

/** The least that a request can cost: a limit without room for it is used up. */
export const leastCost: Readonly<Usage> = { requests: 1, characters: 1, tokens: 1 };

/** The limit that `cost` would break on top of what is used; of several the one that lasts longest; null when it fits. */
export function limitBroken(limits: readonly Limit[], used: WindowUsage, cost: Readonly<Usage>): Limit | null {
  let broken: Limit | null = null;
  for (const limit of limits) {
    if (used[limit.window][limit.unit] + cost[limit.unit] <= limit.amount) continue;
    if (!broken || limitWindows.indexOf(limit.window) > limitWindows.indexOf(broken.window)) broken = limit;
  }
  return broken;
}

/** E.g. `10,000 characters an hour`. */
export function describeLimit({ amount, unit, window }: Limit): string {
  return `${amount.toLocaleString("en")} ${unit} ${window === "hour" ? "an" : "a"} ${window}`;
}
