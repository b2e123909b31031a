import { describe, expect, it } from "vitest";
import { linesPerDay } from "../../../src/shared/audience.ts";
import { estimateInputSchema } from "../../../src/shared/estimate.ts";
import { basisOf, ownTraffic, shortageOf } from "../../../src/shared/own-traffic.ts";
import { trafficProfile } from "../../support/traffic-samples.ts";

describe("the bot's own traffic in an estimate", () => {
  const profile = trafficProfile();

  it("expects as many lines on a day as the bot is asked on one", () => {
    const input = estimateInputSchema.parse(ownTraffic(profile));
    expect(linesPerDay(input)).toBeCloseTo(profile.messages / profile.days, 0);
    expect(input).toMatchObject({ members: 34, wordsPerMessage: 6.2, charactersPerWord: 5.4 });
  });

  it("has the busiest hour for its pace, and as many days as the bot is asked on", () => {
    // A quarter of the questions comes in the busiest hour; 19 of 28 days are 20 of 30.
    expect(ownTraffic(profile)).toMatchObject({ windowHours: 4, days: 20 });
  });

  it("is told with what it is drawn from", () => {
    expect(basisOf(profile)).toBe("812 questions of 34 members on 19 of the last 28 days");
    expect(basisOf(trafficProfile({ messages: 1, members: 1, days: 1, spanDays: 1 }))).toBe(
      "1 question of 1 member today",
    );
  });

  it("says too little below fifty questions", () => {
    expect(shortageOf(null)).toBe("The log holds no question to the bot yet.");
    expect(shortageOf(trafficProfile({ messages: 49 }))).toBe(
      "The log holds too little: 49 questions of 34 members on 19 of the last 28 days, and at least 50 are needed.",
    );
    expect(shortageOf(trafficProfile({ messages: 50 }))).toBeNull();
  });
});
