import type { Usage } from "./models.ts";

/**
 * `holds`: not within this window. `runs-out`: at the times given. `used-up`: it is already. `unlimited`: no limit of the
 * owner's ends it; what the service refuses cannot be foreseen. `unknown`: too little data.
 */
export type RunOutVerdict = "holds" | "runs-out" | "used-up" | "unlimited" | "unknown";

/** When a limit is reached, as a band: 9 of 10 times between `earliest` and `latest`. Times in ms since the epoch. */
export interface RunOut {
  verdict: RunOutVerdict;
  /** The soonest time that must be reckoned with; may be given for `holds` too. Null where it is not within the window. */
  earliest: number | null;
  likely: number | null;
  latest: number | null;
}

export interface KeyForecast {
  keyId: string;
  keyLabel: string;
  /** By whichever limit, be it for this hour only. */
  hour: RunOut;
  /** By a limit of the month: it does not come back before the month ends. */
  month: RunOut;
}

/** What a forecast is drawn from. */
export interface PaceBasis {
  /** Hours of the last seven days of which the ledger knows, the present one included, and the requests in them. */
  hours: number;
  requests: number;
  /** Mean of one request. */
  perRequest: Usage;
  /** False: too little is known for a forecast. */
  isEnough: boolean;
  /** What is still needed, for any forecast or only for the month's, one sentence; empty where nothing is. */
  missing: string;
}

/** The running sum of all keys in a month, at the end of a UTC day; for today once more now. */
export interface MonthDay {
  /** ms since the epoch. */
  at: number;
  /** Used up to then; null for days to come. */
  used: Usage | null;
  /** Expected up to then, with its band, whether there is room for it or not; null for days that are over, and while unknown. */
  expected: { low: Usage; likely: Usage; high: Usage } | null;
}

/** At this week's pace. */
export interface Forecast {
  at: number;
  basis: PaceBasis;
  /** In the ring's order, without those that do not come back by themselves: switched off, rejected. */
  keys: KeyForecast[];
  /** When no key can answer any more. */
  ring: { hour: RunOut; month: RunOut };
  month: MonthDay[];
  /** What it comes to, and what helps, for a person to act on; it may add what the figures do not know. */
  sentence: string;
}

/** The bot's own traffic, from its log, in place of guesses. A question is what reached the bot and left words to answer. */
export interface TrafficProfile {
  messages: number;
  /** UTC days with a question, and all days from the first of them until today. */
  days: number;
  spanDays: number;
  /** Members who asked at all, and the mean number of those who asked on a day with a question. */
  members: number;
  dailyMembers: number;
  wordsPerMessage: number;
  charactersPerWord: number;
  /** Share of the questions in each UTC hour of the day, 24 of them; their sum is 1. */
  hourWeights: number[];
  /** Means and percentiles of the model's answers; null where it has given none. */
  answerCharacters: number | null;
  medianAnswerMs: number | null;
  p95AnswerMs: number | null;
}
