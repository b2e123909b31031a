import { type EstimateInput, storyLimits } from "./estimate.ts";
import { evenly, type ScenarioInput } from "./scenario.ts";
import type { Limit } from "./settings.ts";

/** What of the estimate's inputs tells who writes when; the rest is about the messages and the keys. */
export const trafficFields = ["members", "onlineShare", "regularShare", "lines", "windowHours", "days"] as const;
export type TrafficField = (typeof trafficFields)[number];

/**
 * A server to begin from; every figure is the owner's to change. Both parts expect the same lines on a day, and the
 * same in its busiest hour.
 */
export interface TrafficPreset {
  id: string;
  name: string;
  description: string;
  estimate: Partial<Pick<EstimateInput, TrafficField>>;
  scenario: ScenarioInput;
}

/** What a plan allows one key, as far as it is known. */
export interface PlanPreset {
  id: string;
  name: string;
  limits: Limit[];
  /** What its figures add to each message, in characters; absent where they count all that is sent and received. */
  overheadCharacters?: number;
  /** When this was so: `2021`, `2026-11`. */
  asOf: string;
  /** Where the numbers come from, and that the owner's own may differ. */
  note: string;
}

const regulars = { members: 1000, regularShare: 0.05, lines: 10 };
const quiet = { members: 120, regularShare: 0.1, lines: 4 };
const launch = { members: 1500, onlineShare: 0.4, regularShare: 0.25, lines: 8 };
const stream = { members: 5000, onlineShare: 0.1, regularShare: 0.3, lines: 6 };

export const trafficPresets: readonly TrafficPreset[] = [
  {
    id: "story",
    name: "The story's day",
    description: "1,000 members, 50 of them write ten lines each in two evening hours.",
    estimate: regulars,
    scenario: { name: "The story's day", ...regulars },
  },
  {
    id: "quiet",
    name: "A quiet server",
    description: "120 members, a dozen of them write four lines each over the day.",
    estimate: { ...quiet, windowHours: 12 },
    scenario: { name: "A quiet server", ...quiet, hourWeights: evenly(10, 12) },
  },
  {
    id: "launch",
    name: "Launch day",
    description: "1,500 members, 600 of them online, 150 try the bot with eight lines each, 480 in the first hour.",
    estimate: { ...launch, windowHours: 2.5, days: 1 },
    scenario: {
      name: "Launch day",
      ...launch,
      lines: 6.4,
      hourWeights: hours(16, [5, 3, 3, 3, 3, 3]),
      bursts: [{ startHour: 16, minutes: 15, messages: 240 }],
    },
  },
  {
    id: "stream",
    name: "A streamer's evening",
    description:
      "5,000 members, 500 of them watch, 150 write six lines each in three hours, with rushes between games.",
    estimate: { ...stream, windowHours: 3, days: 12 },
    scenario: {
      name: "A streamer's evening",
      ...stream,
      lines: 4.8,
      hourWeights: evenly(18, 3),
      bursts: [18.5, 19.5, 20.5].map((startHour) => ({ startHour, minutes: 5, messages: 60 })),
    },
  },
];

export const planPresets: readonly PlanPreset[] = [
  {
    id: "hf-free-2021",
    name: "Hugging Face, free, as in the story",
    limits: storyLimits(),
    overheadCharacters: 0,
    asOf: "2021",
    note: "Figures of the old inference API: about 300 messages an hour, 900 a month, by the members' own words alone. Check yours.",
  },
  {
    id: "hf-free",
    name: "Hugging Face, free credits",
    limits: [{ window: "month", unit: "tokens", amount: 1_000_000 }],
    asOf: "2026-11",
    note: "$0.10 of credits a month by one copy of the price page, none by a newer one; tokens at $0.10 a million. Check yours, and your model's price.",
  },
  {
    id: "hf-pro",
    name: "Hugging Face PRO",
    limits: [{ window: "month", unit: "tokens", amount: 20_000_000 }],
    asOf: "2026-11",
    note: "$2.00 of credits a month; tokens at $0.10 a million. Check yours, and your model's price.",
  },
  {
    id: "unlimited",
    name: "A server of your own",
    limits: [],
    asOf: "2026-11",
    note: "Nothing limits it but its own speed.",
  },
];

/** What goes along with a message where nothing has been counted yet: a bundled persona, a little memory and an answer. */
export const typicalOverheadCharacters = 1200;

/** True for the same limits, in whatever order. */
export function isSameLimits(some: readonly Partial<Limit>[], others: readonly Partial<Limit>[]): boolean {
  const key = (limits: readonly Partial<Limit>[]) =>
    JSON.stringify(limits.map((limit) => Object.entries(limit).sort()).sort());
  return key(some) === key(others);
}

/** The plan that allows just this; undefined where none does. */
export function planWith(limits: readonly Limit[]): PlanPreset | undefined {
  return planPresets.find((plan) => isSameLimits(plan.limits, limits));
}

type Counted = Pick<PlanPreset, "overheadCharacters">;

/**
 * How messages are counted once limits are chosen in place of others: as their figures do, else as before, but for a way
 * that was only that of the limits before.
 */
export function countingWith<Count>(chosen: Counted, before: Counted | undefined, count: Count): Count | number | null {
  if (chosen.overheadCharacters !== undefined) return chosen.overheadCharacters;
  return before?.overheadCharacters === count ? null : count;
}

/** Weights of a day with these from the hour `first` on, and no line in its other hours. */
function hours(first: number, weights: readonly number[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => weights[hour - first] ?? 0);
}
