import { evenly } from "../../../../shared/scenario.ts";

/** Hours of the UTC day over which the lines spread evenly. */
export interface BusyHours {
  first: number;
  hours: number;
}

/** The span that these weights of 24 hours stand for; null where they are a profile of their own. */
export function busyHoursOf(weights: readonly (number | string)[]): BusyHours | null {
  const peak = Math.max(...weights.map(Number));
  const shares = weights.map((weight) => Number(weight) / peak);
  const hours = shares.filter((share) => share === 1).length;
  const first = hours === 24 ? 0 : shares.findIndex((share, hour) => share === 1 && shares.at(hour - 1) !== 1);
  return evenly(first, hours).every((share, hour) => share === shares[hour]) ? { first, hours } : null;
}

/** Weights of a span whose length may be a part of an hour, from `first` on. */
export function spread(first: number, hours: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => Math.min(1, Math.max(0, hours - ((hour - first + 24) % 24))));
}
