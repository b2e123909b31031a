import { Text } from "@mantine/core";
import { lazy } from "react";
import type { Forecast } from "../../../../shared/forecast.ts";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { endOfMonth, startOfMonth } from "../../../../shared/utc-time.ts";
import { formatDay, formatMoment, formatUtcMinute } from "../../../words/format.ts";
import { isUtcHere } from "../../../words/reader-zone.ts";
import { Figure } from "../figures/Figure.tsx";
import { linesOf } from "../figures/figure-table.ts";
import { isInSight } from "../figures/hour-rows.ts";
import type { LegendEntry } from "../figures/Legend.tsx";
import { LimitNote } from "../LimitNote.tsx";
import { type LimitLine, limitWords } from "../limit-line.ts";
import { type MonthRow, monthPeak, monthRows } from "./month-rows.ts";
import { monthColumns } from "./month-table.ts";

const MonthChart = lazy(() => import("./MonthChart.tsx").then(({ MonthChart }) => ({ default: MonthChart })));

interface MonthFigureProps {
  forecast: Forecast;
  unit: LimitUnit;
  limit: LimitLine;
  now: number;
}

export function MonthFigure({ forecast, unit, limit, now }: MonthFigureProps) {
  const rows = monthRows(forecast, unit);
  const columns = monthColumns(unit, limit.amount, now);
  const isDrawn = limit.amount !== null && isInSight(limit.amount, monthPeak(rows));
  const isExpected = rows.some(({ band }) => band !== null);
  const legend: LegendEntry[] = [
    { label: "Used by all keys", swatch: "line", paint: "var(--series-1)" },
    ...(isExpected ? expectedEntries : []),
    { label: "Now", swatch: "line", paint: "var(--mantine-color-dimmed)" },
    ...(isDrawn ? [{ label: limitWords(limit), swatch: "line" as const, paint: "var(--chart-limit)" }] : []),
  ];
  const from = startOfMonth(forecast.at);
  const to = endOfMonth(forecast.at);
  const describe = (row: MonthRow) => ({
    title: `Until ${formatMoment(row.at, now)} (${formatUtcMinute(row.at)} UTC)`,
    lines: linesOf(columns, row),
  });
  return (
    <>
      <Figure
        title={`Running sum of ${unit}, ${formatDay(from, "UTC")} to ${formatDay(to - 1, "UTC")} (UTC)`}
        fileName={`quipdeck-${unit}-in-${new Date(from).toISOString().slice(0, 7)}`}
        legend={legend}
        columns={columns}
        rows={rows}
      >
        <MonthChart
          rows={rows}
          from={from}
          to={to}
          now={forecast.at}
          limit={isDrawn ? limit.amount : null}
          likelyOut={forecast.ring.month.verdict === "runs-out" ? forecast.ring.month.likely : null}
          describe={describe}
        />
      </Figure>
      <LimitNote limit={limit} isDrawn={isDrawn} />
      {![from, to].every(isUtcHere) && (
        <Text size="sm" c="dimmed">
          The days are those of UTC, by which the limits count.
        </Text>
      )}
    </>
  );
}

const expectedEntries: LegendEntry[] = [
  { label: "Expected", swatch: "dashed", paint: "var(--chart-expected)" },
  { label: "9 of 10 times within", swatch: "band", paint: "var(--chart-expected)" },
];
