import { boundsOf } from "../../../../shared/rehearsal.ts";
import type { LimitUnit } from "../../../../shared/settings.ts";
import { startOfHour } from "../../../../shared/utc-time.ts";
import { type FigureColumn, numberColumn, timeColumns } from "../figures/figure-table.ts";
import { type Flag, flagWords } from "../figures/flags.ts";
import { type HourRow, sumOf } from "../figures/hour-rows.ts";
import type { Series } from "../figures/series.ts";

interface UsageTable {
  series: readonly Series[];
  unit: LimitUnit;
  limit: number | null;
  flags: readonly Flag[];
  /** Runs of the rehearsal that is laid over; null where none is. */
  plannedRuns: number | null;
  now: number;
}

/** The columns of the table beside the picture of the hours: what is drawn, and nothing else. */
export function usageColumns({ series, unit, limit, flags, plannedRuns, now }: UsageTable): FigureColumn<HourRow>[] {
  const flagsOf = ({ hour }: HourRow) => flags.filter(({ at }) => startOfHour(at) === hour);
  const planned = (id: string, title: string, value: (row: HourRow) => number | null) =>
    numberColumn<HourRow>({ id, title, unit, value });
  return [
    ...timeColumns<HourRow>("Hour", ({ hour }) => hour, now),
    ...series.map(({ id, label }) =>
      numberColumn<HourRow>({ id, title: label, unit, value: ({ amounts }) => amounts[id] ?? 0 }),
    ),
    ...(series.length > 1 ? [numberColumn<HourRow>({ id: "all", title: "All keys", unit, value: sumOf })] : []),
    ...(limit === null ? [] : [numberColumn<HourRow>({ id: "limit", title: "Limit", unit, value: () => limit })]),
    ...(plannedRuns === null
      ? []
      : [
          planned("low", `Planned, ${boundsOf(plannedRuns).low}`, ({ band }) => band?.[0] ?? null),
          planned("likely", "Planned", ({ likely }) => likely),
          planned("high", `Planned, ${boundsOf(plannedRuns).high}`, ({ band }) => band?.[1] ?? null),
        ]),
    {
      id: "marks",
      title: "Marks",
      show: (row) =>
        flagsOf(row)
          .map(({ number, kind }) => `${number} ${flagWords[kind]}`)
          .join(", "),
      value: (row) =>
        flagsOf(row)
          .map(({ at, text }) => `${new Date(at).toISOString()} ${text}`)
          .join("; "),
    },
  ];
}
