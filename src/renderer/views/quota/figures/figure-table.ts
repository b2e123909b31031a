import { type CsvCell, csvLines } from "../../../words/csv.ts";
import { formatMoment, formatNumber, formatUtcMinute } from "../../../words/format.ts";

/** A column of the table that says the same as a picture; it is exported where it has a `value`. */
export interface FigureColumn<Row> {
  id: string;
  title: string;
  /** The header in the export, which names the unit too. */
  csvTitle?: string;
  isNumber?: boolean;
  show(row: Row): string;
  value?(row: Row): CsvCell;
}

/** A time in the reader's zone and in UTC; only the latter is exported, as ISO 8601. */
export function timeColumns<Row>(title: string, at: (row: Row) => number, now: number): FigureColumn<Row>[] {
  return [{ id: "local", title, show: (row) => formatMoment(at(row), now) }, utcColumn(title, at, "UTC")];
}

/** A time in UTC; `shownTitle` heads it in the panel. */
export function utcColumn<Row>(
  title: string,
  at: (row: Row) => number,
  shownTitle = `${title} (UTC)`,
): FigureColumn<Row> {
  return {
    id: "utc",
    title: shownTitle,
    csvTitle: `${title} (UTC)`,
    show: (row) => formatUtcMinute(at(row)),
    value: (row) => new Date(at(row)).toISOString(),
  };
}

interface NumberColumn<Row> {
  id: string;
  title: string;
  unit: string;
  /** Null where there is no number in this row. */
  value(row: Row): number | null;
}

export function numberColumn<Row>({ id, title, unit, value }: NumberColumn<Row>): FigureColumn<Row> {
  const roundedValue = (row: Row) => {
    const number = value(row);
    return number === null ? null : rounded(number);
  };
  return {
    id,
    title,
    csvTitle: `${title} (${unit})`,
    isNumber: true,
    show(row) {
      const number = roundedValue(row);
      return number === null ? "–" : formatNumber(number);
    },
    value: roundedValue,
  };
}

/** The numbers of one row, for the tooltip of a chart. */
export function linesOf<Row>(columns: readonly FigureColumn<Row>[], row: Row): { label: string; value: string }[] {
  return columns
    .filter(({ isNumber, value }) => isNumber && value?.(row) !== null)
    .map(({ title, show }) => ({ label: title, value: show(row) }));
}

export function figureCsv<Row>(columns: readonly FigureColumn<Row>[], rows: readonly Row[]): string {
  const exported = columns.flatMap(({ title, csvTitle = title, value }) => (value ? [{ csvTitle, value }] : []));
  const header = exported.map(({ csvTitle }) => csvTitle);
  return csvLines([header, ...rows.map((row) => exported.map(({ value }) => value(row)))]);
}

/** Expected amounts are no whole numbers, and more than one decimal says nothing. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
