import type { Outcome } from "../../shared/models.ts";
import type { Band, Occurrence, RehearsalFigures } from "../../shared/rehearsal.ts";

export interface FigureColumn {
  name: string;
  figures: RehearsalFigures;
}

type Cell = (figures: RehearsalFigures) => string;

const nothing: Band = { low: 0, mid: 0, high: 0 };
const shareOf =
  (outcome: Outcome): Cell =>
  ({ outcomes, questions }) => {
    const { low, mid, high } = outcomes[outcome] ?? nothing;
    const whole = Math.max(1, questions.mid);
    return percents({ low: low / whole, mid: mid / whole, high: high / whole });
  };

const rows: [title: string, cell: Cell][] = [
  ["questions", ({ questions }) => spread(questions, whole)],
  ["answered by a key", ({ answeredShare }) => percents(answeredShare)],
  ["by the understudy", ({ understudiedShare }) => percents(understudiedShare)],
  ["told when it is back", shareOf("resting")],
  ["too fast", shareOf("too-fast")],
  ["dropped as stale", ({ staleShare }) => percents(staleShare)],
  ["refused as overload", ({ overloadedShare }) => percents(overloadedShare)],
  ["failed", shareOf("failed")],
  ["primary key out", ({ firstKeyOut }) => occurrence(firstKeyOut)],
  ["last key out", ({ lastKeyOut }) => occurrence(lastKeyOut)],
  ["waiting, median", ({ waitMs }) => spread(waitMs.p50, seconds)],
  ["waiting, 95 of 100", ({ waitMs }) => spread(waitMs.p95, seconds)],
  ["waiting, 99 of 100", ({ waitMs }) => spread(waitMs.p99, seconds)],
];

/** Lines of a table with a column for each set of figures; in brackets, between what 95 of 100 runs lie. Rows of nothing are left out. */
export function figureTable(columns: readonly FigureColumn[]): string[] {
  const cells = rows
    .map(([title, cell]) => [title, ...columns.map(({ figures }) => cell(figures))])
    .filter(([, ...values]) => values.some((value) => value !== "0 %"));
  const table = [["", ...columns.map(({ name }) => name)], ...cells];
  const widths = table[0]?.map((_, place) => Math.max(...table.map((row) => (row[place] ?? "").length))) ?? [];
  return table.map((row) =>
    row
      .map((value, place) => value.padEnd(widths[place] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function occurrence({ share, at }: Occurrence): string {
  if (at === null) return "never";
  const often = share === 1 ? "" : `, ${percent(share)} of runs`;
  return `${dayOf(at.mid)} ${timeOf(at.mid, at.mid)} (${timeOf(at.low, at.mid)} to ${timeOf(at.high, at.mid)})${often}`;
}

function percents(band: Band): string {
  return spread(band, percent);
}

function spread({ low, mid, high }: Band, format: (value: number) => string): string {
  const [lowText, midText, highText] = [format(low), format(mid), format(high)];
  return lowText === highText ? midText : `${midText} (${lowText} to ${highText})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** As `03-01`, UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(5, 10);
}

/** As `14:32`, UTC; with the day where that is not the one of `beside`. */
function timeOf(at: number, beside: number): string {
  const time = new Date(at).toISOString().slice(11, 16);
  return dayOf(at) === dayOf(beside) ? time : `${dayOf(at)} ${time}`;
}
