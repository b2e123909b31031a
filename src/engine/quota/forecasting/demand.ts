import { hourMs, startOfHour } from "../../../shared/utc-time.ts";
import { windowEnd, windowStart } from "../windows.ts";
import { type Bound, bandScores, bounds, mixtureQuantile, mixtureSpread, quantileOf, type Spread } from "./gamma.ts";
import { clumping, type PresentHour, presentBeliefs, requestsWithin } from "./present-hour.ts";
import type { WeeklyPace } from "./weekly-pace.ts";

/** The present hour is foreseen in steps of at most five minutes, the others as a whole. */
const presentSteps = 12;
/** A rush, or a lull, is half over after an hour. */
const persistence = 0.5;
/** Squared: nobody knows how long it lasts. */
const rushSquared = 0.5;

/** Requests that are expected of the ring between two moments, ms since the epoch, whether it has room for them or not. */
export interface DemandStep extends Record<Bound, number> {
  start: number;
  end: number;
}

/**
 * The demand from now to the end of the month, or to the end of this hour where less is known. The sum of `low` (`high`)
 * up to any moment is what the sum of requests stays above (below) in 19 of 20 cases.
 */
export function foreseeDemand(pace: WeeklyPace, hour: PresentHour, nowMs: number): DemandStep[] {
  const beliefs = presentBeliefs(pace, hour, nowMs);
  const hourEnd = windowEnd("hour", nowMs);
  const sums: (Record<Bound, number> & { end: number })[] = [];
  for (let step = 1; step <= presentSteps; step += 1) {
    const end = nowMs + ((hourEnd - nowMs) * step) / presentSteps;
    const shares = requestsWithin(beliefs, (end - nowMs) / hourMs);
    sums.push({ end, ...bandOf((score) => mixtureQuantile(shares, score)) });
  }
  if (pace.isEnoughForMonth && pace.hourMeans) {
    const present = mixtureSpread(requestsWithin(beliefs, (hourEnd - nowMs) / hourMs));
    const { mean } = mixtureSpread(requestsWithin(beliefs, 1));
    for (const { end, spread } of laterHours(pace, pace.hourMeans, present, mean, nowMs)) {
      sums.push({ end, ...bandOf((score) => quantileOf(spread, score)) });
    }
  }
  return stepsOf(sums, nowMs);
}

/** The sum of requests from now to the end of each later hour of the month. */
function* laterHours(
  pace: WeeklyPace,
  hourMeans: readonly number[],
  present: Spread,
  presentPace: number,
  nowMs: number,
): Generator<{ end: number; spread: Spread }> {
  const usualNow = hourMeans[new Date(nowMs).getUTCHours()] ?? 0;
  const factor = usualNow > 0 ? Math.min(1, presentPace / usualNow) : 1;
  const excess = Math.max(0, presentPace - usualNow);
  const total = { usual: 0, rush: 0, chance: 0, past: 0, today: 0 };
  let fading = 1;
  const monthEnd = windowEnd("month", nowMs);
  for (let start = startOfHour(nowMs) + hourMs; start < monthEnd; start += hourMs) {
    fading *= persistence;
    if (start === windowStart("day", start)) {
      total.past += total.today ** 2;
      total.today = 0;
    }
    const usual = (hourMeans[new Date(start).getUTCHours()] ?? 0) * (1 - (1 - factor) * fading);
    const rush = excess * fading;
    total.usual += usual;
    total.today += usual;
    total.rush += rush;
    total.chance += clumping * (usual + rush) + pace.hourSquared * usual ** 2;
    const variance =
      total.chance +
      pace.daySquared * (total.past + total.today ** 2) +
      pace.levelSquared * total.usual ** 2 +
      rushSquared * total.rush ** 2;
    const spread = { mean: present.mean + total.usual + total.rush, variance: present.variance + variance };
    yield { end: start + hourMs, spread };
  }
}

function bandOf(quantile: (score: number) => number): Record<Bound, number> {
  return { low: quantile(bandScores.low), likely: quantile(bandScores.likely), high: quantile(bandScores.high) };
}

/** Sums into steps: no step is negative, and in each of them low is not above likely, nor likely above high. */
function stepsOf(sums: readonly (Record<Bound, number> & { end: number })[], nowMs: number): DemandStep[] {
  const before = { low: 0, likely: 0, high: 0 };
  let start = nowMs;
  return sums.map((sum) => {
    const step = { start, end: sum.end, low: 0, likely: 0, high: 0 };
    for (const bound of bounds) step[bound] = Math.max(0, sum[bound] - before[bound]);
    step.low = Math.min(step.low, step.likely);
    step.high = Math.max(step.high, step.likely);
    for (const bound of bounds) before[bound] += step[bound];
    start = sum.end;
    return step;
  });
}
