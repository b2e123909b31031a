import type { Forecast } from "../../shared/forecast.ts";
import { describeLimit } from "../../shared/limit-words.ts";
import type { KeyStatus } from "../../shared/models.ts";
import type { Limit, LimitWindow, Settings } from "../../shared/settings.ts";
import { dayMs, minuteMs } from "../../shared/utc-time.ts";
import { bandDays, bandWords } from "./forecasting/sentence.ts";
import { utcMoment } from "./utc-words.ts";
import { windowEnd, windowStart } from "./windows.ts";

export type AlertSettings = Settings["alerts"];

/** A limit within sight. */
export interface Alert {
  /** Which limit, in which window: the same one is told once. */
  mark: string;
  /** When that window ends, ms since the epoch. */
  until: number;
  text: string;
}

const mend = "Add a key of another account, or raise a limit under Keys.";

/** Keys that have used the owner's share of a limit; what is used up already is told as a switch of keys. */
export function shareAlerts(keys: readonly KeyStatus[], { usedShare }: AlertSettings, nowMs: number): Alert[] {
  if (usedShare === 0) return [];
  return keys
    .filter(({ state }) => state === "ready")
    .flatMap((key) => key.limits.flatMap((limit) => shareAlert(key, limit, usedShare, nowMs) ?? []));
}

function shareAlert(key: KeyStatus, limit: Limit, usedShare: number, nowMs: number): Alert | null {
  const { window, unit, amount } = limit;
  const share = key[window][unit] / amount;
  if (share < usedShare || share >= 1) return null;
  const { until, mark } = windowOf(window, nowMs);
  const percent = Math.floor(100 * share);
  return {
    mark: `${key.id} ${amount} ${unit} ${mark}`,
    until,
    text: `"${key.label}" has used ${percent}% of its ${describeLimit(limit)}, which begin anew at ${utcMoment(until, nowMs)}.`,
  };
}

/** The whole ring, where it is expected to run out within the owner's times. */
export function forecastAlerts({ at, ring }: Forecast, { hourAheadMinutes, monthAheadDays }: AlertSettings): Alert[] {
  const alerts: Alert[] = [];
  const { hour, month } = ring;
  if (hour.likely !== null && hour.likely - at < hourAheadMinutes * minuteMs) {
    const text = `At this pace all keys run out this hour, ${bandWords(hour)}. ${mend}`;
    alerts.push({ ...ringAlert("hour", at), text });
  }
  if (month.likely !== null && month.likely - at < monthAheadDays * dayMs) {
    const text = `At this week's pace all keys run out for the month, ${bandDays(month)}. ${mend}`;
    alerts.push({ ...ringAlert("month", at), text });
  }
  return alerts;
}

function ringAlert(window: LimitWindow, nowMs: number) {
  const { until, mark } = windowOf(window, nowMs);
  return { until, mark: `ring ${mark}` };
}

function windowOf(window: LimitWindow, nowMs: number) {
  return { until: windowEnd(window, nowMs), mark: `${window} ${windowStart(window, nowMs)}` };
}
