import type { Outcome } from "./models.ts";

/** What came and was answered in one minute. */
export interface PulseMinute {
  /** Start of the minute, ms since the epoch. */
  at: number;
  messages: number;
  answers: number;
}

/** How the bot has fared of late; a restart of the host does not interrupt it. */
export interface Pulse {
  /** Those of the last 30 minutes in which anything came, oldest first. */
  minutes: PulseMinute[];
  /** From a question to its sent answer over the last ten minutes, ms; null where nothing was answered. */
  answerMs: { median: number; p95: number } | null;
  /** Failures of the last 25 hours by quarter of an hour, oldest first, so that every time zone can tell its own day. */
  failures: { at: number; count: number }[];
}

export const pulseMinutes = 30;
export const answerMinutes = 10;
/** The ends of a message that count as an answer. */
export const answerOutcomes: readonly Outcome[] = ["answered", "understudied"];
