import type { LimitUnit } from "../../../../shared/settings.ts";
import { type FigureColumn, numberColumn, timeColumns } from "../figures/figure-table.ts";
import type { MonthRow } from "./month-rows.ts";

/** The columns of the table beside the picture of the month. */
export function monthColumns(unit: LimitUnit, limit: number | null, now: number): FigureColumn<MonthRow>[] {
  const column = (id: string, title: string, value: (row: MonthRow) => number | null) =>
    numberColumn<MonthRow>({ id, title, unit, value });
  return [
    ...timeColumns<MonthRow>("Until", ({ at }) => at, now),
    column("used", "Used", ({ used }) => used),
    column("low", "Expected at least", ({ band }) => band?.[0] ?? null),
    column("likely", "Expected", ({ likely }) => likely),
    column("high", "Expected at most", ({ band }) => band?.[1] ?? null),
    ...(limit === null ? [] : [column("limit", "Limit", () => limit)]),
  ];
}
