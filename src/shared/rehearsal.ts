import type { ErrorReport } from "./errors.ts";
import type { Outcome } from "./models.ts";
import type { RehearsalRequest, Scenario } from "./scenario.ts";

/** A figure over many runs: the median, and the bounds between which 95 of 100 runs lie. */
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

/** What one set of runs came to. */
export interface RehearsalFigures {
  /** Messages said to the bot, or near it. */
  messages: Band;
  /** Those of them that were for the bot: all but `not-addressed`. */
  questions: Band;
  /** By outcome; an outcome that no run knows is left out. */
  outcomes: Partial<Record<Outcome, Band>>;
  /** Shares of the questions, 0 to 1. */
  answeredShare: Band;
  understudiedShare: Band;
  staleShare: Band;
  overloadedShare: Band;
  /** Requests that went to the inference service, failed ones included. */
  requests: Band;
  /** The primary key cannot answer for the first time. */
  firstKeyOut: Occurrence;
  /** No key can answer for the first time. */
  lastKeyOut: Occurrence;
  /** From a question to the end of its reply, ms; percentiles of each run. */
  waitMs: { p50: Band; p95: Band; p99: Band };
}

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
