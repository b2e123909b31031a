import { type Band, boundsOf, type RehearsedHour } from "../../../../shared/rehearsal.ts";
import { type FigureColumn, numberColumn, utcColumn } from "../figures/figure-table.ts";
import type { HourRow } from "../figures/hour-rows.ts";
import type { Series } from "../figures/series.ts";

/** The columns of the table beside the picture of a rehearsed day; every figure with its bounds. */
export function rehearsedColumns(
  hours: readonly RehearsedHour[],
  series: readonly Series[],
  runs: number,
): FigureColumn<HourRow>[] {
  const { low, high } = boundsOf(runs);
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const columnsOf = (id: string, title: string, unit: string, band: (hour: RehearsedHour) => Band | undefined) => {
    const column = (bound: keyof Band, words: string) =>
      numberColumn<HourRow>({
        id: `${id}-${bound}`,
        title: `${title}${words}`,
        unit,
        value(row) {
          const hour = byHour.get(row.hour);
          return (hour && band(hour)?.[bound]) ?? null;
        },
      });
    return [column("low", `, ${low}`), column("mid", ""), column("high", `, ${high}`)];
  };
  return [
    utcColumn<HourRow>("Hour", ({ hour }) => hour),
    ...columnsOf("messages", "Messages", "messages", ({ messages }) => messages),
    ...series.flatMap(({ id, label }, place) => columnsOf(id, label, "requests", ({ requests }) => requests[place])),
    ...columnsOf("understudied", "Understudy", "messages", ({ understudied }) => understudied),
  ];
}
