/** A count or a rate as far as it is known. It is taken for gamma-distributed: never negative, with a long tail upwards. */
export interface Spread {
  mean: number;
  variance: number;
}

export interface Share extends Spread {
  /** Probability that this one is the true one. */
  weight: number;
}

/** Standard normal quantiles of a band that 9 of 10 values fall into. */
export const bandScores = { low: -1.6449, likely: 0, high: 1.6449 } as const;
export type Bound = keyof typeof bandScores;
export const bounds = ["low", "likely", "high"] as const satisfies readonly Bound[];

const bisections = 40;

/** The value below which lies the part of the spread that the normal score stands for (Wilson and Hilferty). */
export function quantileOf({ mean, variance }: Spread, score: number): number {
  if (mean <= 0) return 0;
  const skew = variance / (9 * mean * mean);
  return mean * Math.max(0, 1 - skew + score * Math.sqrt(skew)) ** 3;
}

/** The same for a mixture of spreads. */
export function mixtureQuantile(shares: readonly Share[], score: number): number {
  const wanted = normalShare(score);
  let low = 0;
  let high = Math.max(...shares.map((share) => quantileOf(share, 6)));
  for (let step = 0; step < bisections; step += 1) {
    const middle = (low + high) / 2;
    if (shareBelow(shares, middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Mean and variance of a mixture. */
export function mixtureSpread(shares: readonly Share[]): Spread {
  const mean = sumOf(shares, (share) => share.weight * share.mean);
  const square = sumOf(shares, (share) => share.weight * (share.variance + share.mean ** 2));
  return { mean, variance: square - mean ** 2 };
}

/** Logarithm of the probability of `count` events where their mean is gamma-distributed with that shape and mean. */
export function logChance(count: number, shape: number, mean: number): number {
  const part = mean / (shape + mean);
  const ways = logGamma(count + shape) - logGamma(shape) - logGamma(count + 1);
  return ways + shape * Math.log1p(-part) + (count > 0 ? count * Math.log(part) : 0);
}

export function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

function shareBelow(shares: readonly Share[], value: number): number {
  return sumOf(shares, ({ weight, mean, variance }) => {
    const skew = variance / (9 * mean * mean);
    return weight * normalShare((Math.cbrt(value / mean) - 1 + skew) / Math.sqrt(skew));
  });
}

/** The part of a standard normal distribution below a score (Abramowitz and Stegun 7.1.26, exact to 7 digits). */
function normalShare(score: number): number {
  const x = Math.abs(score) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const beyond = (tail * Math.exp(-x * x)) / 2;
  return score > 0 ? 1 - beyond : beyond;
}

/** Stirling's series, for arguments above 0. */
function logGamma(value: number): number {
  if (value < 8) return logGamma(value + 1) - Math.log(value);
  const inverse = 1 / value;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260;
  return (value - 0.5) * Math.log(value) - value + Math.log(2 * Math.PI) / 2 + series;
}
