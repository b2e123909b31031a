import { z } from "zod";
import { type Limit, limitSchema } from "./settings.ts";

/** Who writes to the bot, and how much; shared by the estimate and the rehearsal, with the story's own figures as defaults. */
export const audienceShape = {
  members: z.number().int().min(0, "must not be negative").max(100_000_000).default(1000),
  /** Share of the members who are online on a day, 0 to 1. With 1, `regularShare` is a share of all members. */
  onlineShare: z.number().min(0).max(1, "must be a share from 0 to 1").default(1),
  /** Share of those online who talk to the bot on a day, 0 to 1. */
  regularShare: z.number().min(0).max(1, "must be a share from 0 to 1").default(0.05),
  /** Lines each of them writes to the bot on a day. */
  lines: z.number().min(0).max(100_000).default(10),
  wordsPerMessage: z.number().gt(0, "must be more than 0").max(2000).default(7),
  charactersPerWord: z.number().gt(0, "must be more than 0").max(100).default(4.76),
};

/** The limits of one of the story's free accounts (2021). */
const storyLimits = (): Limit[] => [
  { window: "hour", unit: "characters", amount: 10_000 },
  { window: "month", unit: "characters", amount: 30_000 },
];

/** One limit for each window and unit at the most. */
export const limitsSchema = z
  .array(limitSchema)
  .max(9)
  .refine(
    (limits) => new Set(limits.map(({ window, unit }) => `${window} ${unit}`)).size === limits.length,
    "must not hold the same window and unit twice",
  );

/** The estimate's inputs. */
export const estimateInputSchema = z.strictObject({
  ...audienceShape,
  /** Hours of the day over which those lines spread. */
  windowHours: z.number().gt(0, "must be more than 0").max(24).default(2),
  /** Days of the month on which that happens. */
  days: z.number().int().min(1).max(31).default(30),
  /** Characters that go along with each message and count against a key's limit: persona, memory and answer. */
  overheadCharacters: z.number().min(0).max(100_000).default(0),
  charactersPerToken: z.number().gt(0, "must be more than 0").max(100).default(4),
  /** Limits of one key; none means that nothing limits it. */
  limits: limitsSchema.default(storyLimits),
  keys: z.number().int().min(1, "must be at least 1").max(1000).default(1),
});

export type EstimateInput = z.output<typeof estimateInputSchema>;
