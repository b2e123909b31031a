import { describe, expect, it } from "vitest";
import { estimate } from "../../../src/engine/quota/estimate.ts";
import { commands } from "../../../src/shared/contract.ts";
import { estimateInputSchema } from "../../../src/shared/estimate.ts";
import { describeIssues, type LimitUnit, type LimitWindow } from "../../../src/shared/settings.ts";

const estimateFor = (input: object) => estimate(estimateInputSchema.parse(input));

const limit = (amount: number, unit: LimitUnit, window: LimitWindow) => ({ amount, unit, window });
/** The story's limits with other amounts. */
const characters = (hourly: number, monthly = 30_000) => [
  limit(hourly, "characters", "hour"),
  limit(monthly, "characters", "month"),
];

describe("the estimate", () => {
  it("tells the story's own verdicts: the hour fits, the month does not", () => {
    expect(estimateFor({})).toEqual({
      queriesPerHour: 250,
      queriesPerDay: 500,
      queriesPerMonth: 15_000,
      charactersPerQuery: 33.32,
      tokensPerQuery: 8.33,
      hourlyCapacity: 300,
      dailyCapacity: null,
      monthlyCapacity: 900,
      hourlyVerdict: "fits",
      dailyVerdict: "fits",
      monthlyVerdict: "exceeds",
      keysNeeded: 17,
      sentence: "Holds the hour, runs dry on the 2nd day of the month; 17 keys or a paid plan would hold the month.",
    });
  });

  it("counts what goes along with each message, where that is known", () => {
    expect(estimateFor({ overheadCharacters: 1166.68 })).toMatchObject({
      charactersPerQuery: 1200,
      hourlyCapacity: 8,
      monthlyCapacity: 25,
      hourlyVerdict: "exceeds",
    });
  });

  it("counts the capacity of all keys, and needs no more than were said to be needed", () => {
    expect(estimateFor({ keys: 17 })).toMatchObject({
      monthlyCapacity: 15_300,
      monthlyVerdict: "fits",
      keysNeeded: 17,
    });
    expect(estimateFor({ keys: 16 })).toMatchObject({ monthlyCapacity: 14_400, monthlyVerdict: "exceeds" });
  });

  it("does not lose a message to binary fractions", () => {
    // 0.1 * 3 is 0.30000000000000004, and 300 / that is 999.9999999999999.
    const input = { wordsPerMessage: 3, charactersPerWord: 0.1, limits: characters(300), members: 10, windowHours: 1 };
    expect(estimateFor(input).hourlyCapacity).toBe(1000);
    // 0.07 * 100 is 7.000000000000001.
    expect(estimateFor({ members: 100, regularShare: 0.07, lines: 1 }).queriesPerDay).toBe(7);
  });

  it("calls it a fit where traffic meets the capacity exactly", () => {
    const exact = { members: 300, regularShare: 1, lines: 1, windowHours: 1, days: 3 };
    expect(estimateFor(exact)).toMatchObject({ hourlyVerdict: "fits", monthlyVerdict: "fits", keysNeeded: 1 });
    expect(estimateFor({ ...exact, members: 301 })).toMatchObject({ hourlyVerdict: "exceeds", keysNeeded: 2 });
  });

  it("does not spread a window of minutes beyond its lines", () => {
    expect(estimateFor({ windowHours: 0.5 }).queriesPerHour).toBe(500);
  });

  it.each([
    [{ members: 0 }, "Nobody writes to the bot with these figures, so any key holds."],
    [
      { limits: characters(10) },
      "One message alone is longer than a key's limit: raise the limit, or take a plan without it.",
    ],
    [{ members: 100, days: 10 }, "Holds the hour and the month, with 44% to spare."],
    [
      { members: 4000, limits: characters(10_000, 3_000_000) },
      "Holds the month, runs dry after 18 minutes of a busy hour; 4 keys or a paid plan would hold the hour.",
    ],
    [
      { members: 4000, keys: 2 },
      "Runs dry after 36 minutes of a busy hour and on the 1st day of the month; 67 keys in all or a paid plan would hold both.",
    ],
  ])("says what to do for %j", (input, sentence) => {
    expect(estimateFor(input).sentence).toBe(sentence);
  });

  it.each([
    [
      { limits: [] },
      "Nothing limits this key: only the service's own speed may be too little, and a rehearsal shows that.",
    ],
    [
      { keys: 2, limits: [] },
      "Nothing limits these keys: only the service's own speed may be too little, and a rehearsal shows that.",
    ],
    [{ limits: [limit(500, "requests", "day")] }, "Holds the day, with nothing to spare."],
    [
      { limits: [limit(600, "requests", "day"), ...characters(10_000, 3_000_000)] },
      "Holds the hour, the day and the month, with 16% to spare.",
    ],
    [
      { limits: [limit(200, "requests", "day"), ...characters(10_000, 3_000_000)] },
      "Holds the hour and the month, runs dry after 48 minutes of each day's traffic; 3 keys or a paid plan would hold the day.",
    ],
    [
      { windowHours: 12, limits: [limit(200, "requests", "day")] },
      "Runs dry after 4 hours of each day's traffic; 3 keys or a paid plan would hold the day.",
    ],
    [
      { limits: [limit(100, "requests", "hour"), limit(200, "requests", "day"), limit(900, "requests", "month")] },
      "Runs dry after 24 minutes of a busy hour, after 48 minutes of each day's traffic and on the 2nd day of the month; 17 keys or a paid plan would hold all three.",
    ],
    [
      { days: 12, limits: [limit(1600, "requests", "month")] },
      "Runs dry on the 4th of the month's 12 days; 4 keys or a paid plan would hold the month.",
    ],
    [
      { days: 1, limits: [limit(400, "requests", "month")] },
      "Runs dry within that one day; 2 keys or a paid plan would hold the month.",
    ],
    [
      { members: 1_000_000, limits: [limit(1, "requests", "hour")] },
      "Runs dry after less than a minute of a busy hour; 250,000 keys or a paid plan would hold the hour.",
    ],
    [
      { windowHours: 0.5, limits: [limit(250, "requests", "hour")] },
      "Runs dry after 15 minutes of a busy hour; 2 keys or a paid plan would hold the hour.",
    ],
  ])("says in one sentence what holds and what does not for %j", (input, sentence) => {
    expect(estimateFor(input).sentence).toBe(sentence);
  });

  it("goes by the tightest of several limits of one window", () => {
    const limits = [limit(280, "requests", "hour"), limit(10_000, "characters", "hour"), limit(2000, "tokens", "hour")];
    // 2,000 tokens hold 240 messages of 33.32 characters, four of which make a token.
    expect(estimateFor({ limits })).toMatchObject({ hourlyCapacity: 240, hourlyVerdict: "exceeds", keysNeeded: 2 });
    expect(estimateFor({ limits, charactersPerToken: 5 })).toMatchObject({ hourlyCapacity: 280, keysNeeded: 1 });
  });

  it("knows no capacity where nothing limits a window", () => {
    expect(estimateFor({ limits: [limit(100, "requests", "day")] })).toMatchObject({
      hourlyCapacity: null,
      dailyCapacity: 100,
      monthlyCapacity: null,
      hourlyVerdict: "fits",
      dailyVerdict: "exceeds",
      monthlyVerdict: "fits",
      keysNeeded: 5,
    });
  });

  it("takes the regulars as a share of those who are online", () => {
    expect(estimateFor({ onlineShare: 0.4, regularShare: 0.25, lines: 1 }).queriesPerDay).toBe(100);
  });

  it("says that no number of keys helps with 0", () => {
    expect(estimateFor({ limits: characters(10) })).toMatchObject({ hourlyCapacity: 0, keysNeeded: 0 });
  });
});

describe("the estimate's inputs", () => {
  it.each([
    [{ members: -1 }, "members: must not be negative"],
    [{ members: 0.5 }, "members: must be a whole number"],
    [{ regularShare: 1.5 }, "regularShare: must be a share from 0 to 1"],
    [{ onlineShare: -0.1 }, "onlineShare: must be a share from 0 to 1"],
    [{ windowHours: 0 }, "windowHours: must be more than 0"],
    [{ windowHours: 25 }, "windowHours: must be at most 24"],
    [{ lines: Number.NaN }, "lines: must be a number"],
    [{ keys: 0 }, "keys: must be at least 1"],
    [{ limits: [limit(0, "requests", "hour")] }, "limits.0.amount: must be at least 1"],
    [
      { limits: [limit(1, "tokens", "day"), limit(2, "tokens", "day")] },
      "limits: must not hold the same window and unit twice",
    ],
  ])("refuse %j in words", (input, issue) => {
    const { error } = commands["quota/estimate"].input.safeParse(input);
    expect(error && describeIssues(error)).toBe(issue);
  });
});
