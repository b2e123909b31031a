import type { KeyForecast, RunOut } from "../../../shared/forecast.ts";
import { windowEnd } from "../windows.ts";
import type { Bound } from "./gamma.ts";
import { type Ends, type ForecastKey, readyAt, type Walk } from "./walk.ts";
import type { WeeklyPace } from "./weekly-pace.ts";

/** The same keys, taken through each bound of the demand. */
export type Walks = Record<Bound, Walk>;

interface Window {
  nowMs: number;
  /** A run-out after this belongs to another window, ms since the epoch. */
  endMs: number;
  isForeseen: boolean;
}

/** When each key runs out, this hour and this month; keys that do not come back by themselves are left out. */
export function foreseeKeys(
  keys: readonly ForecastKey[],
  walks: Walks,
  pace: WeeklyPace,
  nowMs: number,
): KeyForecast[] {
  const { hour, month } = windowsOf(pace, nowMs);
  return keys.flatMap((key) => {
    const from = readyAt(key);
    if (from === null) return [];
    const ends = endsIn(walks, ({ keys: found }) => found.get(key.id));
    const isFree = key.limits.length === 0;
    const isFreeByMonth = key.limits.every((limit) => limit.window !== "month");
    return {
      keyId: key.id,
      keyLabel: key.label,
      hour: from >= hour.endMs ? verdictOnly("used-up") : runOut(ends, "any", isFree, hour),
      month: from >= month.endMs ? verdictOnly("used-up") : runOut(ends, "month", isFreeByMonth, month),
    };
  });
}

/** When no key can answer any more: this hour, and for the rest of the month. */
export function foreseeRing(keys: readonly KeyForecast[], walks: Walks, pace: WeeklyPace, nowMs: number) {
  const { hour, month } = windowsOf(pace, nowMs);
  const ends = endsIn(walks, ({ ring }) => ring);
  const isFree = keys.some((key) => key.hour.verdict === "unlimited");
  const isFreeByMonth = keys.some((key) => key.month.verdict === "unlimited");
  return { hour: runOut(ends, "any", isFree, hour), month: runOut(ends, "month", isFreeByMonth, month) };
}

function windowsOf({ isEnough, isEnoughForMonth }: WeeklyPace, nowMs: number): { hour: Window; month: Window } {
  return {
    hour: { nowMs, endMs: windowEnd("hour", nowMs), isForeseen: isEnough },
    month: { nowMs, endMs: windowEnd("month", nowMs), isForeseen: isEnoughForMonth },
  };
}

function endsIn(walks: Walks, endsOf: (walk: Walk) => Ends | undefined): Record<Bound, Ends> {
  const none = { any: null, month: null };
  return { low: endsOf(walks.low) ?? none, likely: endsOf(walks.likely) ?? none, high: endsOf(walks.high) ?? none };
}

/** The more is asked, the sooner it ends: the high bound of the demand gives the earliest end. */
function runOut(ends: Record<Bound, Ends>, kind: keyof Ends, isFree: boolean, window: Window): RunOut {
  const { nowMs, endMs, isForeseen } = window;
  const within = (at: number | null) => (at !== null && at < endMs ? Math.round(at) : null);
  const earliest = within(ends.high[kind]);
  const likely = within(ends.likely[kind]);
  const latest = within(ends.low[kind]);
  if (latest !== null && latest <= nowMs) return verdictOnly("used-up");
  if (isFree && earliest === null) return verdictOnly("unlimited");
  if (!isForeseen) return verdictOnly("unknown");
  return { verdict: likely === null ? "holds" : "runs-out", earliest, likely, latest };
}

function verdictOnly(verdict: RunOut["verdict"]): RunOut {
  return { verdict, earliest: null, likely: null, latest: null };
}
