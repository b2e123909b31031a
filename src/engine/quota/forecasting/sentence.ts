import type { Forecast, RunOut } from "../../../shared/forecast.ts";
import type { HourRow } from "../ledger-store.ts";
import { utcDay, utcMoment, utcTime } from "../utc-words.ts";
import { windowEnd } from "../windows.ts";
import { restedHours } from "./rested-hours.ts";
import { type ForecastKey, readyAt } from "./walk.ts";
import type { WeeklyPace } from "./weekly-pace.ts";

interface Facts {
  nowMs: number;
  keys: readonly ForecastKey[];
  hours: readonly HourRow[];
  pace: WeeklyPace;
  ring: Forecast["ring"];
}

const mend = "add a key of another account, raise a limit under Keys, or allow each member fewer questions";

/** What the forecast comes to, and what helps, in words. */
export function forecastSentence({ nowMs, keys, hours, pace, ring }: Facts): string {
  if (keys.length === 0) return "There is no key: add one under Keys.";
  if (keys.every((key) => readyAt(key) === null)) {
    return "No key comes back by itself: add one under Keys, or mend those that are there.";
  }
  if (ring.hour.verdict === "unlimited" && ring.month.verdict === "unlimited") return unlimitedSentence(keys);
  const verdicts = [ring.hour.verdict, ring.month.verdict];
  if (!pace.isEnough && !verdicts.includes("used-up")) return pace.missing;
  const parts = [hourWords(ring.hour, keys, nowMs), monthWords(ring.month, nowMs)].filter((part) => part !== "");
  const isShort = verdicts.includes("runs-out") || verdicts.includes("used-up");
  const rested = restedHours(keys, hours, pace.perRequest, nowMs);
  return [
    `At this week's pace the ring ${parts.join(" and ")}${isShort ? `: ${mend}` : ""}.`,
    rested > 0 ? restedSentence(rested) : "",
    pace.missing,
  ]
    .join(" ")
    .trimEnd();
}

/** When an hour runs out: `at 18:20 UTC`, or `between 18:20 and 18:50 UTC`. */
export function bandWords({ earliest, likely, latest }: RunOut): string {
  if (earliest === null || latest === null) return likely === null ? "" : `most likely at ${utcTime(likely)} UTC`;
  const [from, to] = [utcTime(earliest), utcTime(latest)];
  return from === to ? `at ${from} UTC` : `between ${from} and ${to} UTC`;
}

/** When a month runs out: `on 12 December`, or `between 12 December and 15 December`. */
export function bandDays({ earliest, likely, latest }: RunOut): string {
  if (earliest === null || latest === null) return likely === null ? "" : `most likely on ${utcDay(likely)}`;
  const [from, to] = [utcDay(earliest), utcDay(latest)];
  return from === to ? `on ${from}` : `between ${from} and ${to}`;
}

function hourWords(hour: RunOut, keys: readonly ForecastKey[], nowMs: number): string {
  switch (hour.verdict) {
    case "used-up":
      return `rests until ${utcMoment(firstReturn(keys, nowMs), nowMs)}`;
    case "runs-out":
      return `runs out this hour ${bandWords(hour)}`;
    case "holds":
      return hour.earliest === null
        ? "holds this hour"
        : `holds this hour most likely, but may run out from ${utcTime(hour.earliest)} UTC on`;
    case "unlimited":
      return "is not limited this hour";
    case "unknown":
      return "";
  }
}

function monthWords(month: RunOut, nowMs: number): string {
  switch (month.verdict) {
    case "used-up":
      return `has run out until ${utcMoment(windowEnd("month", nowMs), nowMs)}`;
    case "runs-out":
      return `runs out for the month ${bandDays(month)}`;
    case "holds":
      return month.earliest === null
        ? "holds the month"
        : `holds the month most likely, but may run out from ${utcDay(month.earliest)} on`;
    case "unlimited":
      return "is not limited for the month";
    case "unknown":
      return "";
  }
}

/** The soonest moment at which some key may answer again. */
function firstReturn(keys: readonly ForecastKey[], nowMs: number): number {
  const hourEnd = windowEnd("hour", nowMs);
  return Math.min(...keys.flatMap((key) => readyAt(key) ?? []).map((at) => (at > nowMs ? at : hourEnd)));
}

function unlimitedSentence(keys: readonly ForecastKey[]): string {
  const label = keys.find((key) => key.limits.length === 0 && readyAt(key) !== null)?.label;
  const who = label === undefined ? "The ring" : `"${label}"`;
  return `${who} has no limits of yours, so no end can be foreseen: what its service allows shows only when it refuses, unless you enter it under Keys.`;
}

function restedSentence(hours: number): string {
  const inHours = hours === 1 ? "one hour" : `${hours} hours`;
  return `In ${inHours} of the week all keys rested: what was asked then is not counted, so it may come sooner.`;
}
