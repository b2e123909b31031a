/** The least of the sorted values that so great a share of them does not exceed; null where there are none. */
export function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}
