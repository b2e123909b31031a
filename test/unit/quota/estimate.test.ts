import { describe, expect, it } from "vitest";
import { estimate } from "../../../src/engine/quota/estimate.ts";
import { estimateInputSchema } from "../../../src/shared/estimate.ts";

const estimateFor = (input: object) => estimate(estimateInputSchema.parse(input));

describe("the estimate", () => {
  it("tells the story's own verdicts: the hour fits, the month does not", () => {
    expect(estimateFor({})).toEqual({
      queriesPerHour: 250,
      queriesPerDay: 500,
      queriesPerMonth: 15_000,
      charactersPerQuery: 33.32,
      hourlyCapacity: 300,
      monthlyCapacity: 900,
      hourlyVerdict: "fits",
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
    const input = { wordsPerMessage: 3, charactersPerWord: 0.1, hourlyCharacters: 300, members: 10, windowHours: 1 };
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
      { hourlyCharacters: 10 },
      "One message alone is longer than a key's limit: raise the limit, or take a plan without it.",
    ],
    [{ members: 100, days: 10 }, "Holds the hour and the month, with 44% to spare."],
    [
      { members: 4000, monthlyCharacters: 3_000_000 },
      "Holds the month, runs dry after 18 minutes of a busy hour; 4 keys or a paid plan would hold the hour.",
    ],
    [
      { members: 4000, keys: 2 },
      "Runs dry after 36 minutes of a busy hour and on the 1st day of the month; 67 keys in all or a paid plan would hold both.",
    ],
  ])("says what to do for %j", (input, sentence) => {
    expect(estimateFor(input).sentence).toBe(sentence);
  });

  it("says that no number of keys helps with 0", () => {
    expect(estimateFor({ hourlyCharacters: 10 })).toMatchObject({ hourlyCapacity: 0, keysNeeded: 0 });
  });
});
