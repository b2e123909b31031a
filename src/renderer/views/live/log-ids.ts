/** Ids of both, newest first, each once. */
export function mergeIds(newer: readonly number[], older: readonly number[]): number[] {
  if (newer.length === 0) return [...older];
  const [last = 0, first = 0] = [newer.at(-1), older[0]];
  if (last > first) return [...newer, ...older];
  return [...new Set([...newer, ...older])].sort((one, other) => other - one);
}

/** How many of the ids, newest first, are greater than this one. */
export function countNewer(ids: readonly number[], id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) > id) low = middle + 1;
    else high = middle;
  }
  return low;
}
