import type { ShardsUp } from "./models.ts";

/** "2 of 3 shards" while others are away; null where all are up, or none, or there is but one. */
export function partlyUp(shards: ShardsUp | null): string | null {
  if (shards === null || shards.up === 0 || shards.up === shards.count) return null;
  return `${shards.up} of ${shards.count} shards`;
}
