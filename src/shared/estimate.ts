import { z } from "zod";
import { count, notNegative, number, positive, share, whole } from "./number-schemas.ts";
import { type Limit, limitSchema } from "./settings.ts";

/** Who writes to the bot, and how much; shared by the estimate and the rehearsal, with the story's own figures as defaults. */
export const audienceShape = {
  members: notNegative(whole(), 100_000_000).default(1000),
  /** Share of the members who are online on a day, 0 to 1. With 1, `regularShare` is a share of all members. */
  onlineShare: share().default(1),
  /** Share of those online who talk to the bot on a day, 0 to 1. */
  regularShare: share().default(0.05),
  /** Lines each of them writes to the bot on a day. */
  lines: notNegative(number(), 100_000).default(10),
  wordsPerMessage: positive(2000).default(7),
  /** The space after a word counts as one of its characters; where a language has no spaces, a line is one word. */
  charactersPerWord: positive(2000).default(4.76),
};

/** The limits of one of the story's free accounts (2021). */
export const storyLimits = (): Limit[] => [
  { window: "hour", unit: "characters", amount: 10_000 },
  { window: "month", unit: "characters", amount: 30_000 },
];

/** Characters that go along with each message and count against a key's limit: persona, memory and answer. */
export const overheadCharacters = () => notNegative(number(), 100_000);
export const charactersPerToken = () => positive(100).default(4);

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
  /** Hours of the day over which those lines spread; what a busy hour holds follows from it. */
  windowHours: positive(24).default(2),
  /** Days of the month on which that happens. */
  days: count(31).default(30),
  /** Characters that go along with each message and count against a key's limit: persona, memory and answer. */
  overheadCharacters: overheadCharacters().default(0),
  charactersPerToken: charactersPerToken(),
  /** Limits of one key; none means that nothing limits it. */
  limits: limitsSchema.default(storyLimits),
  keys: count(1000).default(1),
});

export type EstimateInput = z.output<typeof estimateInputSchema>;
