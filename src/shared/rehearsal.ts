import { counted } from "./counted.ts";
import type { ErrorReport } from "./errors.ts";
import type { Outcome, Usage } from "./models.ts";
import type { RehearsalRequest, Scenario } from "./scenario.ts";

/** A figure over many runs: the median, and the bounds of `boundsOf`. */
export interface Band {
  low: number;
  mid: number;
  high: number;
}

/** When something happens in the runs. */
export interface Occurrence {
  /** Share of the runs in which it happens at all, 0 to 1. */
  share: number;
  /** ms since the epoch, of those runs; null where it never happens. */
  at: Band | null;
}

const never: Band = { low: 0, mid: 0, high: 0 };

/** The share of the questions that end so. */
export function shareOf({ shares }: RehearsalFigures, outcome: Outcome): Band {
  return shares[outcome] ?? never;
}

/** From so many runs on the bounds of a band are percentiles; of fewer runs these would be no more than the extremes. */
export const fewestForPercentiles = 40;

/** What the bounds of a band are, by the number of runs: in a sentence, and as the two ends of a table. */
export function boundsOf(runs: number): { words: string; low: string; high: string } {
  return runs < fewestForPercentiles
    ? {
        words: runs === 1 ? "the only run" : `the lowest to the highest of ${runs} runs`,
        low: `lowest of ${counted(runs, "run")}`,
        high: `highest of ${counted(runs, "run")}`,
      }
    : { words: "between what 95 of 100 runs lie", low: "2.5 % of runs below", high: "2.5 % of runs above" };
}

/** What one set of runs came to. */
export interface RehearsalFigures {
  /** Messages said to the bot, or near it. */
  messages: Band;
  /** Those of them that were for the bot, lines in a row being one: all but `not-addressed` and `joined`. */
  questions: Band;
  /** By outcome; an outcome that no run knows is left out. */
  outcomes: Partial<Record<Outcome, Band>>;
  /** The same as shares of each run's questions, 0 to 1; what is no question by itself as a share of its messages. */
  shares: Partial<Record<Outcome, Band>>;
  /** Share of the questions that somebody answered, a key or the understudy. */
  heardShare: Band;
  /** Requests that went to the inference service, failed ones included. */
  requests: Band;
  /** The primary key cannot answer for the first time. */
  firstKeyOut: Occurrence;
  /** No key can answer for the first time. */
  lastKeyOut: Occurrence;
  /**
   * From a question to the end of its reply, ms, whoever gave it: a key, the understudy, or the bot that says when it is
   * back. Percentiles of each run; null where no question got a reply.
   */
  waitMs: Record<"p50" | "p95" | "p99", Band> | null;
}

/** An hour of the scenario's days; the last one holds what came to its end after them, too. */
export interface RehearsedHour {
  /** Start of the UTC hour, ms since the epoch. */
  hour: number;
  messages: Band;
  /** Requests of each key, in the ring's order. */
  requests: Band[];
  /** Of all keys together: narrower than the sum of their bands, for where one takes less the next takes more. */
  allRequests: Band;
  understudied: Band;
}

export interface WhatIf {
  id: "one-more-key" | "other-plan" | "member-pause" | "mention-only";
  /** What is different, as a phrase: `one more key`. */
  change: string;
  figures: RehearsalFigures;
}

export interface RehearsalResult {
  scenario: Scenario;
  runs: number;
  seed: number;
  /** What a message of mean length counts, with all that goes along with it. */
  messageCost: Usage;
  figures: RehearsalFigures;
  hours: RehearsedHour[];
  keyLabels: string[];
  whatIfs: WhatIf[];
  /** The answer as one sentence a person can act on. */
  sentence: string;
}

/** The newest rehearsal, as the panel shows it. */
export interface RehearsalState {
  /** Tells one rehearsal from the next. */
  id: number;
  request: RehearsalRequest;
  state: "running" | "done" | "cancelled" | "failed";
  /** 0 to 1. */
  progress: number;
  result: RehearsalResult | null;
  /** Why it is `failed`. */
  problem: ErrorReport | null;
}
