import { upperFirst } from "@mantine/hooks";
import { lazy } from "react";
import { boundsOf, type RehearsalResult } from "../../../../shared/rehearsal.ts";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { hourMs } from "../../../../shared/utc-time.ts";
import { formatDay, formatHour, formatMoment } from "../../../words/format.ts";
import { readerZone } from "../../../words/reader-zone.ts";
import { Figure } from "../figures/Figure.tsx";
import { FlagList } from "../figures/FlagList.tsx";
import { linesOf } from "../figures/figure-table.ts";
import { type Flag, grouped } from "../figures/flags.ts";
import { type HourRow, isInSight, peakOf } from "../figures/hour-rows.ts";
import type { LegendEntry } from "../figures/Legend.tsx";
import type { Series } from "../figures/series.ts";
import { hourTicks } from "../figures/ticks.ts";
import { LimitNote } from "../LimitNote.tsx";
import { type LimitLine, limitWords } from "../limit-line.ts";
import { usageColumns } from "./usage-table.ts";

/** The charts weigh more than all the rest of the panel, so they come only with this view. */
const HourChart = lazy(() => import("../figures/HourChart.tsx").then(({ HourChart }) => ({ default: HourChart })));

interface UsageFigureProps {
  series: readonly Series[];
  rows: readonly HourRow[];
  unit: LimitUnit;
  limit: LimitLine;
  flags: readonly Flag[];
  /** The first hour shown. */
  since: number;
  now: number;
  /** The rehearsal that is laid over; null where none is. */
  plan: RehearsalResult | null;
}

export function UsageFigure({ series, rows, unit, limit, flags, since, now, plan }: UsageFigureProps) {
  const isDrawn = limit.amount !== null && isInSight(limit.amount, peakOf(rows));
  const legend: LegendEntry[] = [
    ...series.map(({ label, fill }) => ({ label, swatch: "bar" as const, paint: fill })),
    ...(isDrawn ? [{ label: limitWords(limit), swatch: "line" as const, paint: "var(--chart-limit)" }] : []),
    ...(plan ? planEntries(plan) : []),
  ];
  const columns = usageColumns({ series, unit, limit: limit.amount, flags, plannedRuns: plan?.runs ?? null, now });
  const describe = (row: HourRow) => ({
    title: `${formatMoment(row.hour, now)} to ${formatHour(row.hour + hourMs, "local")} (${formatHour(row.hour, "UTC")} UTC)`,
    lines: linesOf(columns, row),
  });
  const days = [...new Set([since, now].map((at) => formatDay(at, "local")))].join(" to ");
  const title = `${upperFirst(unit)} by hour, ${days} (${readerZone()})`;
  return (
    <>
      <Figure
        title={title}
        fileName={`quipdeck-${unit}-by-hour-${new Date(now).toISOString().slice(0, 10)}`}
        legend={legend}
        columns={columns}
        rows={rows}
      >
        <HourChart
          series={series}
          rows={rows}
          limit={isDrawn ? limit.amount : null}
          flags={grouped(flags, rows.length > 48 ? 12 : 2)}
          {...hourTicks(
            rows.map(({ hour }) => hour),
            "local",
          )}
          describe={describe}
        />
      </Figure>
      <LimitNote limit={limit} isDrawn={isDrawn} />
      <FlagList title={title} flags={flags} formatAt={(at) => formatMoment(at, now)} />
    </>
  );
}

function planEntries({ scenario, runs }: RehearsalResult): LegendEntry[] {
  const paint = "var(--chart-expected)";
  return [
    { label: `Rehearsed: ${scenario.name}`, swatch: "dashed", paint },
    { label: `Rehearsed, ${boundsOf(runs).words}`, swatch: "band", paint },
  ];
}
