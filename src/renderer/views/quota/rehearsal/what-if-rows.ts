import type { Band, RehearsalFigures, RehearsalResult } from "../../../../shared/rehearsal.ts";
import { formatMs, formatNumber, formatShare } from "../../../words/format.ts";

/** One figure of one set of runs, beside the same of the base. */
export interface WhatIfCell {
  id: string;
  text: string;
  /** How far it is from the base, with its sign: `+12 points`; empty for the base, and where nothing has changed. */
  difference: string;
  /** What that means for the members; null where it means neither. */
  verdict: "better" | "worse" | null;
}

export interface WhatIfRow {
  label: string;
  cells: WhatIfCell[];
}

interface Figure {
  label: string;
  of(figures: RehearsalFigures): number;
  /** Which way is good; null: neither. */
  goal: "more" | "less" | null;
  format(value: number): string;
  formatDifference(value: number): string;
  /** Smaller differences are none. */
  grain: number;
}

const mid = (band: Band) => band.mid;
const points = (value: number) => `${Number((value * 100).toFixed(1))} points`;
const share = { format: formatShare, formatDifference: points, grain: 0.0005 };
const count = { format: (value: number) => formatNumber(Math.round(value)), grain: 0.5 };
const time = { format: formatMs, formatDifference: formatMs, grain: 1 };

const figures: readonly Figure[] = [
  { label: "Answered by the model", of: (all) => mid(all.answeredShare), goal: "more", ...share },
  { label: "Answered by the understudy", of: (all) => mid(all.understudiedShare), goal: "less", ...share },
  { label: "Too late", of: (all) => mid(all.staleShare), goal: "less", ...share },
  { label: "Turned away", of: (all) => mid(all.overloadedShare), goal: "less", ...share },
  { label: "Runs in which the first key gives out", of: (all) => all.firstKeyOut.share, goal: "less", ...share },
  { label: "Runs in which all keys give out", of: (all) => all.lastKeyOut.share, goal: "less", ...share },
  { label: "Wait, 95 of 100 within", of: (all) => mid(all.waitMs.p95), goal: "less", ...time },
  { label: "Requests", of: (all) => mid(all.requests), goal: null, ...count, formatDifference: count.format },
];

/** The figures of the base and of each what-if side by side. */
export function whatIfRows({ figures: base, whatIfs }: RehearsalResult): WhatIfRow[] {
  return figures.map((figure) => ({
    label: figure.label,
    cells: [
      { id: "base", text: figure.format(figure.of(base)), difference: "", verdict: null },
      ...whatIfs.map((whatIf) => ({ id: whatIf.id, ...compared(figure, base, whatIf.figures) })),
    ],
  }));
}

function compared(figure: Figure, base: RehearsalFigures, other: RehearsalFigures): Omit<WhatIfCell, "id"> {
  const value = figure.of(other);
  const difference = value - figure.of(base);
  const text = figure.format(value);
  if (Math.abs(difference) < figure.grain) return { text, difference: "", verdict: null };
  const sign = difference > 0 ? "+" : "−";
  const isMore = difference > 0;
  return {
    text,
    difference: `${sign}${figure.formatDifference(Math.abs(difference))}`,
    verdict: figure.goal === null ? null : isMore === (figure.goal === "more") ? "better" : "worse",
  };
}
