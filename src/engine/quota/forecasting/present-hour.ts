import { hourMs, startOfHour } from "../../../shared/utc-time.ts";
import type { Pace } from "../recent-pace.ts";
import { logChance, type Share } from "./gamma.ts";
import type { WeeklyPace } from "./weekly-pace.ts";

/** A shorter look at the last minutes says less than the whole hour does. */
const shortestLookMs = 60_000;
/** An hour in which everything is different: how often that is the case before anything is seen of it. */
const suddenChance = 0.02;
/** The pace of such an hour may be anything; so many times the usual one is a common one, requests an hour at the least. */
const suddenTimes = 10;
const leastSuddenPace = 600;
/** What the last hour says of this one, measured by what this hour says of itself. */
const lastHourWeight = 0.3;
/** Questions come in conversations, and differ in length: a count scatters more than mere chance would have it. */
export const clumping = 1.5;
/** Squared: traffic comes in waves even within an hour. */
const waveSquared = 0.02;

/** One belief about the present pace: gamma-distributed, as if `requests` had been seen in `hours`. */
interface Belief {
  weight: number;
  requests: number;
  hours: number;
}

/** What is known of the present hour. */
export interface PresentHour {
  /** Requests so far. */
  requests: number;
  /** Those of the hour before it. */
  before: number;
  recent: Pace;
}

/**
 * The present pace: as usual, corrected by what this hour and the one before have shown; or something sudden, such as a
 * launch, of which only the last minutes tell. The likelihood of the last minutes decides between the two.
 */
export function presentBeliefs(pace: WeeklyPace, hour: PresentHour, nowMs: number): Belief[] {
  const start = startOfHour(nowMs);
  const isLong = nowMs - hour.recent.sinceMs >= shortestLookMs;
  const recent = isLong ? hour.recent : { sinceMs: start, requests: hour.requests };
  const seenHours = Math.max(1, nowMs - recent.sinceMs) / hourMs;
  const usual = usualBelief(pace, hour, recent, nowMs);
  const suddenPace = Math.max(leastSuddenPace, suddenTimes * (usual ? usual.requests / usual.hours : 0));
  const sudden = { requests: 1, hours: 1 / suddenPace };
  const learn = ({ requests, hours }: Omit<Belief, "weight">, weight: number): Belief => ({
    weight,
    requests: requests + recent.requests,
    hours: hours + seenHours,
  });
  if (!usual) return [learn(sudden, 1)];
  const likelihood = ({ requests, hours }: Omit<Belief, "weight">) =>
    logChance(recent.requests, requests, (requests / hours) * seenHours);
  const odds = (suddenChance / (1 - suddenChance)) * Math.exp(likelihood(sudden) - likelihood(usual));
  const suddenWeight = Number.isFinite(odds) ? odds / (1 + odds) : 1;
  return [learn(usual, 1 - suddenWeight), learn(sudden, suddenWeight)];
}

/** Requests in the next `hours` hours of the present one. */
export function requestsWithin(beliefs: readonly Belief[], hours: number): Share[] {
  return beliefs.map((belief) => {
    const mean = (belief.requests / belief.hours) * hours;
    const variance = clumping * mean + mean ** 2 * (1 / belief.requests + waveSquared);
    return { weight: belief.weight, mean, variance };
  });
}

/** What is known without the last minutes; null before the first whole hour. */
function usualBelief(pace: WeeklyPace, hour: PresentHour, recent: Pace, nowMs: number): Omit<Belief, "weight"> | null {
  const { hourMeans, hourSquared, levelSquared } = pace;
  if (!hourMeans) return null;
  const start = startOfHour(nowMs);
  const mean = hourMeans[new Date(start).getUTCHours()] ?? 0;
  const meanBefore = hourMeans[new Date(start - hourMs).getUTCHours()] ?? 0;
  // A week without any request: the least pace that still can be corrected.
  const floor = Math.max(mean, 1e-3);
  const shape = 1 / (hourSquared + levelSquared);
  const isWithin = recent.sinceMs >= start;
  const earlierHours = isWithin ? (recent.sinceMs - start) / hourMs : 0;
  const earlierRequests = isWithin ? Math.max(0, hour.requests - recent.requests) : 0;
  return {
    requests: shape + lastHourWeight * hour.before + earlierRequests,
    hours: shape / floor + lastHourWeight * (meanBefore / floor) + earlierHours,
  };
}
