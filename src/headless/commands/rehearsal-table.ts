import { utcDay, utcTime } from "../../engine/quota/utc-words.ts";
import type { Outcome } from "../../shared/models.ts";
import { type Band, type Occurrence, type RehearsalFigures, shareOf } from "../../shared/rehearsal.ts";

export interface FigureColumn {
  name: string;
  figures: RehearsalFigures;
}

/** A figure as text: with its bounds, and alone with how far it is from that of the base. */
interface Row {
  title: string;
  full(figures: RehearsalFigures): string;
  beside(figures: RehearsalFigures, base: RehearsalFigures): string;
}

const nothing = "–";

const share = (title: string, read: (figures: RehearsalFigures) => Band) => bandRow(title, read, percent, points);
const end = (title: string, outcome: Outcome) => share(title, (figures) => shareOf(figures, outcome));
const waiting = (title: string, part: "p50" | "p95" | "p99") =>
  bandRow(title, ({ waitMs }) => waitMs?.[part] ?? null, duration, duration);

const questions = bandRow("questions", (figures) => figures.questions, whole, whole);
const joined = end("lines joined to others", "joined");
const answers = [end("answered", "answered"), end("understudy", "understudied")];
const otherEnds = [
  end("too fast", "too-fast"),
  end("stale", "stale"),
  end("overloaded", "overloaded"),
  end("failed", "failed"),
];
const keysOut = [
  occurrenceRow("first key runs out", ({ firstKeyOut }) => firstKeyOut),
  occurrenceRow("last key runs out", ({ lastKeyOut }) => lastKeyOut),
];
const waits = [
  waiting("waiting, median", "p50"),
  waiting("waiting, 95 of 100", "p95"),
  waiting("waiting, 99 of 100", "p99"),
];

const rows = [questions, joined, ...answers, end("resting", "resting"), ...otherEnds, ...keysOut, ...waits];
const heard = share("answered at all", ({ heardShare }) => heardShare);
/** The story's bot said nothing while its keys rested, where the rehearsed one says when it is back: so nobody waited for that. */
const storyRows = [questions, ...answers, heard, end("no answer", "resting"), ...otherEnds, ...keysOut];

/** Lines of a table with a column for each set of figures, with its bounds in brackets. Rows of nothing are left out. */
export function figureTable(columns: readonly FigureColumn[]): string[] {
  return table(rows, columns, (row, figures) => row.full(figures));
}

/** The same for the story's day: with how many were answered at all. */
export function storyTable(columns: readonly FigureColumn[]): string[] {
  return table(storyRows, columns, (row, figures) => row.full(figures));
}

/** The medians alone side by side, each with how far it is from that of the first column. */
export function comparisonTable([base, ...others]: readonly [FigureColumn, ...FigureColumn[]]): string[] {
  return table(rows, [base, ...others], (row, figures) => row.beside(figures, base.figures));
}

function table(
  all: readonly Row[],
  columns: readonly FigureColumn[],
  text: (row: Row, figures: RehearsalFigures) => string,
): string[] {
  const cells = all
    .map((row) => [row.title, ...columns.map(({ figures }) => text(row, figures))])
    .filter(([, ...values]) => values.some((value) => value !== "0 %"));
  const lines = [["", ...columns.map(({ name }) => name)], ...cells];
  const widths = lines[0]?.map((_, place) => Math.max(...lines.map((row) => (row[place] ?? "").length))) ?? [];
  return lines.map((row) =>
    row
      .map((value, place) => value.padEnd(widths[place] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function bandRow(
  title: string,
  read: (figures: RehearsalFigures) => Band | null,
  format: (value: number) => string,
  formatDifference: (value: number) => string,
): Row {
  return {
    title,
    full(figures) {
      const band = read(figures);
      return band ? spread(band, format) : nothing;
    },
    beside(figures, base) {
      const [band, its] = [read(figures), read(base)];
      if (!band) return nothing;
      const difference = its ? band.mid - its.mid : 0;
      const text = formatDifference(Math.abs(difference));
      const isNone = text === formatDifference(0);
      return `${format(band.mid)}${isNone ? "" : ` (${difference > 0 ? "+" : "−"}${text})`}`;
    },
  };
}

function occurrenceRow(title: string, read: (figures: RehearsalFigures) => Occurrence): Row {
  return {
    title,
    full: (figures) => occurrence(read(figures)),
    beside(figures) {
      const { share: part, at } = read(figures);
      return at === null ? "never" : `${utcDay(at.mid)} ${utcTime(at.mid)}${often(part)}`;
    },
  };
}

function occurrence({ share: part, at }: Occurrence): string {
  if (at === null) return "never";
  const bound = (time: number) => (utcDay(time) === utcDay(at.mid) ? "" : `${utcDay(time)} `) + utcTime(time);
  return `${utcDay(at.mid)} ${utcTime(at.mid)} (${bound(at.low)} to ${bound(at.high)})${often(part)}`;
}

function often(part: number): string {
  return part === 1 ? "" : `, ${percent(part)} of runs`;
}

function spread({ low, mid, high }: Band, format: (value: number) => string): string {
  const [lowText, midText, highText] = [format(low), format(mid), format(high)];
  return lowText === highText ? midText : `${midText} (${lowText} to ${highText})`;
}

export function percent(part: number): string {
  return `${points(part)} %`;
}

function points(part: number): string {
  return String(Math.round(part * 100));
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Longer waits than one and a half minutes are told in minutes. */
export function duration(ms: number): string {
  return ms > 90_000 ? `${(ms / 60_000).toFixed(1)} min` : `${(ms / 1000).toFixed(1)} s`;
}
