import { charactersPerLine, linesPerDay } from "../../shared/audience.ts";
import type { EstimateInput } from "../../shared/estimate.ts";
import { exact } from "../../shared/exact.ts";
import type { Estimate, EstimateVerdict, Usage } from "../../shared/models.ts";
import type { Limit, LimitWindow } from "../../shared/settings.ts";
import { type EstimatedWindow, estimateSentence } from "./estimate-sentence.ts";

/**
 * Foresees whether the keys hold a server's traffic: the busy hour, the day and the month, each against the tightest
 * limit of that window. Capacities are whole messages of all keys together, null where no limit holds; `keysNeeded`
 * is 0 where no number of keys helps, since one message is longer than a key's limit.
 */
export function estimate(input: EstimateInput): Estimate {
  const charactersPerQuery = exact(charactersPerLine(input) + input.overheadCharacters);
  const tokensPerQuery = exact(charactersPerQuery / input.charactersPerToken);
  const cost: Usage = { requests: 1, characters: charactersPerQuery, tokens: tokensPerQuery };
  const queriesPerDay = linesPerDay(input);
  const asked: Record<LimitWindow, number> = {
    hour: exact(queriesPerDay / Math.max(1, input.windowHours)),
    day: queriesPerDay,
    month: exact(queriesPerDay * input.days),
  };
  const windowOf = (window: LimitWindow): EstimatedWindow => {
    const perKey = capacityOf(input.limits, window, cost);
    return { window, asked: asked[window], perKey, capacity: perKey === null ? null : perKey * input.keys };
  };
  const [hour, day, month] = [windowOf("hour"), windowOf("day"), windowOf("month")];
  const keysNeeded = keysFor([hour, day, month]);
  return {
    queriesPerHour: hour.asked,
    queriesPerDay,
    queriesPerMonth: month.asked,
    charactersPerQuery,
    tokensPerQuery,
    hourlyCapacity: hour.capacity,
    dailyCapacity: day.capacity,
    monthlyCapacity: month.capacity,
    hourlyVerdict: verdictOn(hour),
    dailyVerdict: verdictOn(day),
    monthlyVerdict: verdictOn(month),
    keysNeeded,
    sentence: estimateSentence([hour, day, month], keysNeeded, input),
  };
}

/** Whole messages that one key holds in the window, by the tightest of its limits; null where it has none. */
function capacityOf(limits: readonly Limit[], window: LimitWindow, cost: Usage): number | null {
  const held = limits
    .filter((limit) => limit.window === window)
    .map(({ amount, unit }) => Math.floor(exact(amount / cost[unit])));
  // Bounded, since messages of next to no length would make it infinite, which JSON cannot carry.
  return held.length === 0 ? null : Math.min(Number.MAX_SAFE_INTEGER, ...held);
}

function keysFor(windows: readonly EstimatedWindow[]): number {
  if (windows.every(({ asked }) => asked === 0)) return 1;
  if (windows.some(({ perKey }) => perKey === 0)) return 0;
  return Math.max(1, ...windows.map(({ asked, perKey }) => (perKey === null ? 1 : Math.ceil(exact(asked / perKey)))));
}

function verdictOn({ asked, capacity }: EstimatedWindow): EstimateVerdict {
  return capacity === null || asked <= capacity ? "fits" : "exceeds";
}
