/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The 95th percentile of the standard normal distribution. */
const z95 = 1.6448536269514722;
/** Keeps a logarithm finite. */
const leastChance = 2 ** -33;

/** A waiting time of mean 1 between events that know nothing of each other. */
export function exponential(random: Random): number {
  return -Math.log(Math.max(leastChance, 1 - random()));
}

/** A number of mean 0 and variance 1 (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random());
}

/** A length of this mean, of which the logarithm has that standard deviation. */
export function logNormal(random: Random, mean: number, deviation: number): number {
  return mean * Math.exp(deviation * normal(random) - deviation ** 2 / 2);
}

/** A time with this median, of which 95 of 100 are no longer than `p95`. */
export function logNormalBetween(random: Random, median: number, p95: number): number {
  const deviation = Math.max(0, Math.log(p95 / median) / z95);
  return median * Math.exp(deviation * normal(random));
}
