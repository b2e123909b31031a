import { type Band, fewestForPercentiles, type Occurrence } from "../../../shared/rehearsal.ts";

/** 95 of 100 runs lie between these shares of them. */
const [lowShare, highShare] = [0.025, 0.975];

/**
 * The median of some figures, and the bounds between which 95 of 100 lie; of few figures the lowest and the highest. At
 * least one figure.
 */
export function bandOf(figures: readonly number[]): Band {
  const sorted = figures.toSorted((a, b) => a - b);
  const isFew = sorted.length < fewestForPercentiles;
  return {
    low: quantile(sorted, isFew ? 0 : lowShare),
    mid: quantile(sorted, 0.5),
    high: quantile(sorted, isFew ? 1 : highShare),
  };
}

/** How often something happened, and when; null for a run in which it did not. */
export function occurrenceOf(times: readonly (number | null)[]): Occurrence {
  const known = times.filter((at) => at !== null);
  return { share: known.length / times.length, at: known.length === 0 ? null : bandOf(known) };
}

/** Between two figures, what lies between them in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
