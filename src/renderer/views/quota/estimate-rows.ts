import type { Estimate, EstimateVerdict } from "../../../shared/models.ts";

interface EstimateRow {
  window: "Hour" | "Day" | "Month";
  /** Rounded up: what is asked never looks as if it fitted while it does not. */
  asked: number;
  held: number;
  verdict: EstimateVerdict;
}

/** A row for each window that has a limit. */
export function estimateRows(estimate: Estimate): EstimateRow[] {
  const { queriesPerHour, hourlyCapacity, hourlyVerdict } = estimate;
  const { queriesPerDay, dailyCapacity, dailyVerdict } = estimate;
  const { queriesPerMonth, monthlyCapacity, monthlyVerdict } = estimate;
  const rows = [
    { window: "Hour", asked: queriesPerHour, held: hourlyCapacity, verdict: hourlyVerdict },
    { window: "Day", asked: queriesPerDay, held: dailyCapacity, verdict: dailyVerdict },
    { window: "Month", asked: queriesPerMonth, held: monthlyCapacity, verdict: monthlyVerdict },
  ] as const;
  return rows.flatMap(({ held, ...row }) => (held === null ? [] : [{ ...row, asked: Math.ceil(row.asked), held }]));
}
