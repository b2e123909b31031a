import type { PaceBasis } from "../../../shared/forecast.ts";
import type { Usage } from "../../../shared/models.ts";
import { hourMs, startOfHour } from "../../../shared/utc-time.ts";
import { addUsage, noUsage } from "../ledger.ts";
import type { HourRow } from "../ledger-store.ts";
import { sumOf } from "./gamma.ts";

const hoursOfDay = 24;
const days = 7;

/** Fewer say nothing of an hour. */
const leastRequests = 20;
/** Whoever has not seen a night yet cannot foresee a month. */
const leastHoursForMonth = 24;

/** So much of an average hour is mixed into each hour of the day, in days of observation. */
const smoothing = 0.25;

/** What is believed of a server before it is known, as squared relative deviations, each with its weight. */
const priorDays = { squared: 0.09, weight: 3 };
const priorHours = { squared: 0.15, weight: hoursOfDay };
/** One week is never quite like the next. */
const driftSquared = 0.01;

/** How the requests of all keys together spread over the day, and how far that is known. */
export interface WeeklyPace extends PaceBasis {
  /** False: the hours that are known do not make a day. */
  isEnoughForMonth: boolean;
  /** Requests expected in each UTC hour of a usual day; null before the first whole hour. */
  hourMeans: number[] | null;
  /** Squared relative deviation of one hour from its mean, of one day from the mean day, and of the whole week's level. */
  hourSquared: number;
  daySquared: number;
  levelSquared: number;
}

/** Reads the pace of the last seven days out of the ledger's hours; hours since the first one that show nothing count as quiet. */
export function readPace(rows: readonly HourRow[], nowMs: number): WeeklyPace {
  const thisHour = startOfHour(nowMs);
  const week = rows.filter(({ hour }) => hour >= thisHour - days * hoursOfDay * hourMs);
  const total = noUsage();
  for (const { usage } of week) addUsage(total, usage);
  const counts = completeHours(rows, thisHour);
  const hours = counts.length + (rows.length > 0 ? 1 : 0);
  const isEnough = total.requests >= leastRequests;
  const isEnoughForMonth = isEnough && counts.length >= leastHoursForMonth;
  const basis = { hours, requests: total.requests, perRequest: perRequest(total), isEnough, isEnoughForMonth };
  return { ...basis, missing: missingIn(basis), ...spreadOf(counts, thisHour) };
}

/** Requests of the last complete hours, the newest first, as far as the ledger reaches, at most a week. */
function completeHours(rows: readonly HourRow[], thisHour: number): number[] {
  const byHour = new Map<number, number>();
  let first = thisHour;
  for (const { hour, usage } of rows) {
    if (hour >= thisHour) continue;
    byHour.set(hour, (byHour.get(hour) ?? 0) + usage.requests);
    first = Math.min(first, hour);
  }
  const length = Math.min(days * hoursOfDay, (thisHour - first) / hourMs);
  return Array.from({ length }, (_, index) => byHour.get(thisHour - (index + 1) * hourMs) ?? 0);
}

function perRequest({ requests, characters, tokens }: Usage): Usage {
  if (requests === 0) return noUsage();
  return { requests: 1, characters: characters / requests, tokens: tokens / requests };
}

function missingIn({
  requests,
  isEnough,
  isEnoughForMonth,
}: Pick<WeeklyPace, "requests" | "isEnough" | "isEnoughForMonth">) {
  if (!isEnough) {
    return `Too little has been asked for a forecast: of the ${leastRequests} requests that it needs, the last seven days hold ${requests}.`;
  }
  return isEnoughForMonth ? "" : "The month can be foreseen once the bot has been at work for a whole day.";
}

type KnownSpread = Pick<WeeklyPace, "hourMeans" | "hourSquared" | "daySquared" | "levelSquared">;

function spreadOf(counts: readonly number[], thisHour: number): KnownSpread {
  const requests = sumOf(counts, (count) => count);
  const daySquared = daySpread(counts);
  const levelSquared = daySquared / Math.max(0.5, counts.length / hoursOfDay) + 1 / (requests + 1) + driftSquared;
  if (counts.length === 0) return { hourMeans: null, hourSquared: priorHours.squared, daySquared, levelSquared };
  const hourOf = (index: number) => new Date(thisHour - (index + 1) * hourMs).getUTCHours();
  const hourMeans = meansByHour(counts, hourOf);
  const expected = counts.map((_, index) => hourMeans[hourOf(index)] ?? 0);
  return { hourMeans, hourSquared: hourSpread(counts, expected), daySquared, levelSquared };
}

function meansByHour(counts: readonly number[], hourOf: (index: number) => number): number[] {
  const average = sumOf(counts, (count) => count) / counts.length;
  return Array.from({ length: hoursOfDay }, (_, hour) => {
    const known = counts.filter((_count, index) => hourOf(index) === hour);
    return (sumOf(known, (count) => count) + smoothing * average) / (known.length + smoothing);
  });
}

/** How far one day's sum lies from another's, beyond chance. */
function daySpread(counts: readonly number[]): number {
  const sums: number[] = [];
  for (let end = hoursOfDay; end <= counts.length; end += hoursOfDay) {
    sums.push(sumOf(counts.slice(end - hoursOfDay, end), (count) => count));
  }
  const mean = sumOf(sums, (sum) => sum) / sums.length;
  if (sums.length < 2 || mean === 0) return priorDays.squared;
  const variance = sumOf(sums, (sum) => (sum - mean) ** 2) / (sums.length - 1);
  const found = Math.max(0, variance - mean) / mean ** 2;
  return blend(found, sums.length - 1, priorDays);
}

/** How far an hour lies from the same hour of the other days, beyond chance; busy hours count more. */
function hourSpread(counts: readonly number[], expected: readonly number[]): number {
  const squares = sumOf(expected, (mean) => mean ** 2);
  if (counts.length < 2 * hoursOfDay || squares === 0) return priorHours.squared;
  const known = counts.length / hoursOfDay;
  const residual = deviation(counts, expected) * (known / (known - 1)) - sumOf(counts, (count) => count);
  return blend(Math.min(4, Math.max(0, residual / squares)), counts.length - hoursOfDay, priorHours);
}

function deviation(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, index) => sum + (count - (expected[index] ?? 0)) ** 2, 0);
}

function blend(found: number, weight: number, prior: { squared: number; weight: number }): number {
  return (found * weight + prior.squared * prior.weight) / (weight + prior.weight);
}
