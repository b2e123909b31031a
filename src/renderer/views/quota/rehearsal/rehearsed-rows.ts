import type { Occurrence, RehearsalResult, RehearsedHour } from "../../../../shared/rehearsal.ts";
import { dayMs } from "../../../../shared/utc-time.ts";
import { formatHour, formatShare } from "../../../words/format.ts";
import { type Flag, numbered } from "../figures/flags.ts";
import type { HourRow } from "../figures/hour-rows.ts";
import type { LimitLine } from "../limit-line.ts";

/** The rehearsed hours as a picture has them: each key's requests, under the band of the messages. */
export function rehearsedRows(hours: readonly RehearsedHour[]): HourRow[] {
  return hours.map(({ hour, messages, requests }) => ({
    hour,
    amounts: Object.fromEntries(requests.map(({ mid }, place) => [keyIdOf(place), mid])),
    band: [messages.low, messages.high],
    likely: messages.mid,
  }));
}

/** A rehearsal's keys are known by their place only. */
export function rehearsedKeys({ keyLabels }: RehearsalResult): { id: string; label: string }[] {
  return keyLabels.map((label, place) => ({ id: keyIdOf(place), label }));
}

const keyIdOf = (place: number) => `key-${place}`;

/** The hourly limit of all keys together, in requests. */
export function rehearsedLimit({ scenario: { limits, keys } }: RehearsalResult): LimitLine {
  const limit = limits.find(({ window, unit }) => window === "hour" && unit === "requests");
  if (!limit)
    return { amount: null, why: "No limit is drawn: the keys of this rehearsal have none in requests an hour." };
  return { amount: limit.amount * keys, label: keys === 1 ? "The hourly limit" : `The hourly limit of ${keys} keys` };
}

/** When the keys give out, marked at the median of the runs; a single key is the first and the last. */
export function outFlags({ scenario: { keys }, figures: { firstKeyOut, lastKeyOut } }: RehearsalResult): Flag[] {
  const flag = (kind: Flag["kind"], occurrence: Occurrence, text: string) =>
    occurrence.at ? [{ kind, at: occurrence.at.mid, text }] : [];
  return numbered([
    ...(keys > 1 ? flag("key-switch", firstKeyOut, "The first key runs out.") : []),
    ...flag("all-resting", lastKeyOut, keys > 1 ? "The last key runs out." : "The key runs out."),
  ]);
}

/** Where a rehearsal begins, and over how many days it goes. */
export interface RehearsedSpan {
  /** ms since the epoch. */
  begin: number;
  days: number;
}

/** A time of a rehearsal: `18:33 UTC`, or where it goes over several days `day 2, 18:33 UTC`. */
export function rehearsedTime(at: number, { begin, days }: RehearsedSpan): string {
  const time = `${formatHour(at, "UTC")} UTC`;
  return days > 1 ? `day ${dayOf(at, begin)}, ${time}` : time;
}

/** When something happens in the runs, in words: `in 40 % of the runs, likely at 18:52 UTC (18:44 to 19:00)`. */
export function occurrenceInWords({ share, at }: Occurrence, span: RehearsedSpan): string {
  if (share === 0 || at === null) return "in no run";
  const bound = (time: number) =>
    dayOf(time, span.begin) === dayOf(at.mid, span.begin) ? formatHour(time, "UTC") : rehearsedTime(time, span);
  const runs = share === 1 ? "in every run" : `in ${formatShare(share)} of the runs`;
  return `${runs}, likely at ${rehearsedTime(at.mid, span)} (${bound(at.low)} to ${bound(at.high)})`;
}

function dayOf(at: number, begin: number): number {
  return Math.floor((at - begin) / dayMs) + 1;
}
