import { Select } from "@mantine/core";
import { lazy, useState } from "react";
import { boundsOf, type RehearsalResult } from "../../../../shared/rehearsal.ts";
import { dayMs, hourMs } from "../../../../shared/utc-time.ts";
import { formatHour } from "../../../words/format.ts";
import { Figure } from "../figures/Figure.tsx";
import { FlagList } from "../figures/FlagList.tsx";
import { linesOf } from "../figures/figure-table.ts";
import { grouped } from "../figures/flags.ts";
import { type HourRow, isInSight, peakOf } from "../figures/hour-rows.ts";
import type { LegendEntry } from "../figures/Legend.tsx";
import { asSeries } from "../figures/series.ts";
import { hourTicks } from "../figures/ticks.ts";
import { LimitNote } from "../LimitNote.tsx";
import { limitWords } from "../limit-line.ts";
import { daysOf, hoursOfDay } from "../usage/planned-day.ts";
import { outFlags, rehearsedKeys, rehearsedLimit, rehearsedRows, rehearsedTime } from "./rehearsed-rows.ts";
import { rehearsedColumns } from "./rehearsed-table.ts";

const HourChart = lazy(() => import("../figures/HourChart.tsx").then(({ HourChart }) => ({ default: HourChart })));

/** A rehearsed day, drawn as the real ones are. */
export function RehearsedFigure({ result }: { result: RehearsalResult }) {
  const [day, setDay] = useState(0);
  const days = daysOf(result);
  const begin = result.hours[0]?.hour ?? 0;
  const dayBegin = begin + day * dayMs;
  const hours = hoursOfDay(result, day);
  const rows = rehearsedRows(hours);
  const series = asSeries(rehearsedKeys(result));
  const limit = rehearsedLimit(result);
  const isDrawn = limit.amount !== null && isInSight(limit.amount, peakOf(rows));
  const flags = outFlags(result).filter(({ at }) => at >= dayBegin && at < dayBegin + dayMs);
  const columns = rehearsedColumns(hours, series, result.runs);
  const legend: LegendEntry[] = [
    ...series.map(({ label, fill }) => ({ label: `Requests: ${label}`, swatch: "bar" as const, paint: fill })),
    { label: "Messages, median", swatch: "dashed", paint: "var(--chart-expected)" },
    { label: `Messages, ${boundsOf(result.runs).words}`, swatch: "band", paint: "var(--chart-expected)" },
    ...(isDrawn ? [{ label: limitWords(limit), swatch: "line" as const, paint: "var(--chart-limit)" }] : []),
  ];
  const describe = (row: HourRow) => ({
    title: `${formatHour(row.hour, "UTC")} to ${formatHour(row.hour + hourMs, "UTC")} UTC`,
    lines: linesOf(columns, row),
  });
  const title = `Rehearsed day by hour (UTC): ${result.scenario.name}${days > 1 ? `, day ${day + 1}` : ""}`;
  return (
    <>
      {days > 1 && (
        <Select
          label="Day"
          w={110}
          data={Array.from({ length: days }, (_, index) => ({ value: `${index}`, label: `Day ${index + 1}` }))}
          value={`${day}`}
          onChange={(chosen) => setDay(Number(chosen))}
        />
      )}
      <Figure
        title={title}
        fileName={`quipdeck-rehearsal-day-${day + 1}`}
        legend={legend}
        columns={columns}
        rows={rows}
      >
        <HourChart
          series={series}
          rows={rows}
          limit={isDrawn ? limit.amount : null}
          flags={grouped(flags, 2)}
          {...hourTicks(
            rows.map(({ hour }) => hour),
            "UTC",
          )}
          describe={describe}
        />
      </Figure>
      <LimitNote limit={limit} isDrawn={isDrawn} />
      <FlagList title={title} flags={flags} formatAt={(at) => rehearsedTime(at, { begin, days })} />
    </>
  );
}
