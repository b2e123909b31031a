const DISCORD_EPOCH_MS = 1_420_070_400_000;
const PER_MILLISECOND = 4_096;

/** Gives out ids as Discord does: milliseconds since 2015 above 22 bits, always rising, even on a clock that stands. */
export function createSnowflakes(now: () => number): () => string {
  let lastMs = 0;
  let increment = 0;
  return () => {
    const ms = Math.max(now() - DISCORD_EPOCH_MS, lastMs);
    increment = ms === lastMs ? increment + 1 : 0;
    lastMs = increment === PER_MILLISECOND ? ms + 1 : ms;
    increment %= PER_MILLISECOND;
    return ((BigInt(lastMs) << 22n) | BigInt(increment)).toString();
  };
}
