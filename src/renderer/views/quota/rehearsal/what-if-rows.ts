import type { Outcome } from "../../../../shared/models.ts";
import {
  type Band,
  type Occurrence,
  type RehearsalFigures,
  type RehearsalResult,
  shareOf,
} from "../../../../shared/rehearsal.ts";
import { formatMs, formatNumber, formatShare } from "../../../words/format.ts";
import { outcomeWords } from "../../../words/tables.ts";

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
  /** Null where a rehearsal knows none. */
  of(figures: RehearsalFigures): Band | null;
  /** Which way is good; null: neither. */
  goal: "more" | "less" | null;
  format(value: number): string;
  formatDifference(value: number): string;
  /** Smaller differences are none. */
  grain: number;
}

const points = (value: number) => `${Number((value * 100).toFixed(1))} points`;
const share = { format: formatShare, formatDifference: points, grain: 0.0005 };
const count = { format: (value: number) => formatNumber(Math.round(value)), grain: 0.5 };
const time = { format: formatMs, formatDifference: formatMs, grain: 1 };

const end = (outcome: Outcome, goal: Figure["goal"]): Figure => ({
  ...{ label: outcomeWords[outcome].label, of: (all) => shareOf(all, outcome), goal },
  ...share,
});
/** A share of the runs has no bounds of its own; some runs more or less are chance. */
const runsOut = (label: string, of: (figures: RehearsalFigures) => Occurrence): Figure => ({
  ...{ label, of: (all) => bandAt(of(all).share), goal: "less" as const },
  ...{ ...share, grain: 0.1 },
});

const figures: readonly Figure[] = [
  end("answered", "more"),
  end("understudied", "less"),
  end("resting", "less"),
  end("too-fast", "less"),
  end("stale", "less"),
  end("overloaded", "less"),
  end("failed", "less"),
  runsOut("Runs in which the first key runs out", (all) => all.firstKeyOut),
  runsOut("Runs in which the last key runs out", (all) => all.lastKeyOut),
  { label: "Wait, 95 of 100 within", of: (all) => all.waitMs?.p95 ?? null, goal: "less", ...time },
  { label: "Requests", of: (all) => all.requests, goal: null, ...count, formatDifference: count.format },
];

/** The figures of the base and of each what-if side by side; ends that none of them knows are left out. */
export function whatIfRows({ figures: base, whatIfs }: RehearsalResult): WhatIfRow[] {
  const isKnown = ({ of }: Figure) =>
    [base, ...whatIfs.map((whatIf) => whatIf.figures)].some((all) => of(all)?.mid !== 0);
  return figures.filter(isKnown).map((figure) => ({
    label: figure.label,
    cells: [
      { id: "base", text: textOf(figure, figure.of(base)), difference: "", verdict: null },
      ...whatIfs.map((whatIf) => ({ id: whatIf.id, ...compared(figure, figure.of(base), figure.of(whatIf.figures)) })),
    ],
  }));
}

/** Better or worse is only what lies beyond the bounds between which the base itself may lie. */
function compared(figure: Figure, base: Band | null, other: Band | null): Omit<WhatIfCell, "id"> {
  const text = textOf(figure, other);
  const difference = base && other ? other.mid - base.mid : 0;
  if (!base || !other || Math.abs(difference) < figure.grain) return { text, difference: "", verdict: null };
  const isMore = difference > 0;
  const isBeyond = other.mid > base.high || other.mid < base.low;
  return {
    text,
    difference: `${isMore ? "+" : "−"}${figure.formatDifference(Math.abs(difference))}`,
    verdict: figure.goal === null || !isBeyond ? null : isMore === (figure.goal === "more") ? "better" : "worse",
  };
}

function textOf({ format }: Figure, band: Band | null): string {
  return band ? format(band.mid) : "–";
}

function bandAt(value: number): Band {
  return { low: value, mid: value, high: value };
}
