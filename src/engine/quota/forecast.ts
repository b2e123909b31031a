import type { Forecast } from "../../shared/forecast.ts";
import { hourMs, startOfHour } from "../../shared/utc-time.ts";
import { foreseeDemand } from "./forecasting/demand.ts";
import { sumOf } from "./forecasting/gamma.ts";
import { monthDays } from "./forecasting/month-days.ts";
import { foreseeKeys, foreseeRing } from "./forecasting/run-out.ts";
import { forecastSentence } from "./forecasting/sentence.ts";
import { type ForecastKey, walk } from "./forecasting/walk.ts";
import { readPace } from "./forecasting/weekly-pace.ts";
import type { HourRow } from "./ledger-store.ts";
import type { Pace } from "./recent-pace.ts";

export interface ForecastInput {
  /** ms since the epoch. */
  nowMs: number;
  /** In the ring's order, with what they have used by now. */
  keys: readonly ForecastKey[];
  /** The ledger's hours, of keys that were removed too: this month's and the last seven days'. */
  hours: readonly HourRow[];
  /** The requests of the last minutes. */
  recent: Pace;
}

/** Foresees from the ledger when each key and the whole ring run out, at this week's pace. Pure, in a few milliseconds. */
export function forecast({ nowMs, keys, recent, ...input }: ForecastInput): Forecast {
  // A clock that was set back leaves hours behind that are yet to come.
  const hours = input.hours.filter(({ hour }) => hour <= nowMs);
  const pace = readPace(hours, nowMs);
  const thisHour = startOfHour(nowMs);
  const requestsIn = (start: number) => sumOf(hours, ({ hour, usage }) => (hour === start ? usage.requests : 0));
  const present = { requests: requestsIn(thisHour), before: requestsIn(thisHour - hourMs), recent };
  const steps = foreseeDemand(pace, present, nowMs);
  const walks = {
    low: walk(keys, steps, "low", pace.perRequest),
    likely: walk(keys, steps, "likely", pace.perRequest),
    high: walk(keys, steps, "high", pace.perRequest),
  };
  const keyForecasts = foreseeKeys(keys, walks, pace, nowMs);
  const ring = foreseeRing(keyForecasts, walks, pace, nowMs);
  return {
    at: nowMs,
    basis: {
      hours: pace.hours,
      requests: pace.requests,
      perRequest: pace.perRequest,
      isEnough: pace.isEnough,
      missing: pace.missing,
    },
    keys: keyForecasts,
    ring,
    month: monthDays(hours, pace.isEnoughForMonth ? steps : [], pace.perRequest, nowMs),
    sentence: forecastSentence({ nowMs, keys, hours, pace, ring }),
  };
}
