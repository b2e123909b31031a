/** Each bucket is so much wider than the one before: percentiles are exact to 2 %. */
const growth = 1.02;
const leastMs = 1;
const bucketCount = 1000;

/** Waiting times in buckets, so that any number of them takes the same memory. */
export class WaitHistogram {
  readonly #counts = new Uint32Array(bucketCount);
  #total = 0;

  add(ms: number): void {
    const bucket = Math.ceil(Math.log(Math.max(leastMs, ms) / leastMs) / Math.log(growth));
    const index = Math.min(bucketCount - 1, bucket);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
  }

  get count(): number {
    return this.#total;
  }

  /** The time that so large a share of the waits, 0 to 1, does not exceed, ms; 0 where there were none. */
  percentile(share: number): number {
    let left = Math.ceil(share * this.#total);
    if (left === 0) return 0;
    const bucket = this.#counts.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    return leastMs * growth ** bucket;
  }
}
