import { z } from "zod";
import { audienceShape, charactersPerToken, limitsSchema, overheadCharacters } from "./estimate.ts";
import { between, count, notNegative, number, positive, share, whole } from "./number-schemas.ts";
import type { Limit } from "./settings.ts";

/** Messages that come on top of the daily traffic, evenly over a while. */
const burstSchema = z.strictObject({
  /** Hours from the rehearsal's beginning. */
  startHour: notNegative(number(), 1488),
  minutes: positive(1440),
  messages: notNegative(number(), 10_000_000),
});

/** The model as it is expected to be. Times in ms. */
const modelSchema = z.strictObject({
  medianAnswerMs: between(number(), 1, 300_000).default(1500),
  /** 95 of 100 answers take no longer. */
  p95AnswerMs: between(number(), 1, 600_000).default(4000),
  answerCharacters: between(number(), 1, 20_000).default(180),
  /** Share of the requests that fail with a passing error, 0 to 1. */
  failureShare: share().default(0.01),
  /** Share of the requests that are never answered, 0 to 1. */
  silenceShare: share().default(0),
});

/** How the bot is set in the rehearsal, where that differs from the owner's settings. */
const botSchema = z.strictObject({
  whenResting: z.enum(["understudy", "announce"]).optional(),
  memberQuestionsPerMinute: count(600).optional(),
  maxConcurrentTurns: count(64).optional(),
  maxQueuedTurns: count(10_000).optional(),
  staleAfterMs: between(whole(), 1000, 3_600_000).optional(),
  /** Only lines that mention the bot are answered; otherwise all lines are. */
  mentionOnly: z.boolean().optional(),
});

const discordSchema = z.strictObject({
  /** Messages that Discord lets a bot send to one channel in a window. */
  sendsPerWindow: count(1000).default(5),
  sendWindowMs: count(600_000).default(5000),
  latencyMs: notNegative(number(), 60_000).default(120),
});

/** What the story's free account gave in messages (2021); the estimate counts their characters. */
const storyMessages = (): Limit[] => [
  { window: "hour", unit: "requests", amount: 300 },
  { window: "month", unit: "requests", amount: 900 },
];

const scenarioShape = z.strictObject({
  $schema: z.string().optional().describe("Where an editor finds this schema."),
  name: z.string().trim().min(1).max(80).default("Your server"),
  /** When it begins, UTC: the turns of hours, days and months follow from it. */
  startAt: z.iso
    .datetime("must be a time such as 2026-03-02T00:00:00Z")
    .refine((time) => time >= "2000" && time < "2100", "must be a time from 2000 to 2099")
    .default("2026-03-02T00:00:00Z"),
  days: count(62).default(1),
  ...audienceShape,
  /** How the day's lines spread over the 24 UTC hours: weights of any sum. The default is the story's two evening hours. */
  hourWeights: z
    .array(notNegative(number(), 1_000_000))
    .length(24, "must hold a weight for each of the 24 hours")
    .refine((weights) => weights.some((weight) => weight > 0), "must hold a weight above 0")
    .default(() => evenly(18, 2)),
  bursts: z.array(burstSchema).max(100).default([]),
  /** Spread of the message lengths: the standard deviation of their logarithm. */
  lengthSpread: notNegative(number(), 2).default(0.6),
  /**
   * Characters that go along with each message and count against a key's limit; null: as the bot really sends and
   * receives them, with persona, memory and answer.
   */
  overheadCharacters: overheadCharacters().nullable().default(null),
  charactersPerToken: charactersPerToken(),
  /**
   * Share of the lines that mention the bot; the others are said in channels in which it answers everything. A bot that
   * has no such channels by its own profile is written to by mentions only: then all lines do.
   */
  mentionShare: share().default(0.4),
  channels: count(500).default(5),
  keys: count(100).default(1),
  /** What the service allows each key. */
  limits: limitsSchema.default(storyMessages),
  /** Whether the owner has entered these limits, so that the ring switches before one is hit. */
  limitsAreKnown: z.boolean().default(true),
  model: modelSchema.prefault({}),
  discord: discordSchema.prefault({}),
  bot: botSchema.prefault({}),
});

/** A day, or some days, of a server's traffic for the rehearsal; resources/scenario.schema.json describes the file. */
export const scenarioSchema = scenarioShape.superRefine(({ bursts, days, model }, context) => {
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  if (model.p95AnswerMs < model.medianAnswerMs) {
    refuse(["model", "p95AnswerMs"], "must not be less than medianAnswerMs, within which half of the answers come");
  }
  if (model.failureShare + model.silenceShare > 1) {
    refuse(["model", "silenceShare"], "must not make more than 1 together with failureShare");
  }
  for (const [place, { startHour, minutes }] of bursts.entries()) {
    // A thousandth of a minute more is what binary fractions add.
    if (60 * startHour + minutes <= 1440 * days + 0.001) continue;
    refuse(["bursts", place, "startHour"], `must let the burst end within the scenario's ${24 * days} hours`);
  }
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** Weights of a day whose lines spread evenly over `hours` hours from `first` on. */
export function evenly(first: number, hours: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => ((hour - first + 24) % 24 < hours ? 1 : 0));
}

export const rehearsalRequestSchema = z.strictObject({
  scenario: scenarioSchema.prefault({}),
  /** Runs with different chance; the bands come from them. */
  runs: count(1000).default(40),
  seed: notNegative(whole(), 4_294_967_295).default(1),
  /** Whether the table of what-ifs is wanted too. */
  whatIfs: z.boolean().default(true),
});

export type RehearsalRequest = z.output<typeof rehearsalRequestSchema>;
