/** What happened in an hour, and what was or is expected of it. */
export interface HourRow {
  /** Its start, ms since the epoch. */
  hour: number;
  /** By series. */
  amounts: Readonly<Record<string, number>>;
  /** The bounds of what is expected. */
  band: readonly [low: number, high: number] | null;
  likely: number | null;
}

export function sumOf(row: HourRow): number {
  return Object.values(row.amounts).reduce((sum, amount) => sum + amount, 0);
}

/** The largest number that the picture must hold, lines left out. */
export function peakOf(rows: readonly HourRow[]): number {
  return Math.max(0, ...rows.map((row) => Math.max(sumOf(row), row.band?.[1] ?? 0)));
}

/** A limit far above everything would press the picture flat: it is told in words then. */
export function isInSight(limit: number, peak: number): boolean {
  return limit <= 4 * peak;
}
