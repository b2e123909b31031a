import { describe, expect, it } from "vitest";
import { estimate } from "../../../../src/engine/quota/estimate.ts";
import { createArrivals } from "../../../../src/engine/quota/rehearsal/arrivals.ts";
import { seededRandom } from "../../../../src/engine/random.ts";
import { estimateInputSchema } from "../../../../src/shared/estimate.ts";
import { trafficPresets } from "../../../../src/shared/quota-presets.ts";
import { evenly, type ScenarioInput, scenarioSchema } from "../../../../src/shared/scenario.ts";
import { expectedMessages } from "../../../../src/shared/traffic-stretches.ts";

const hourMs = 3_600_000;

function arrivalsOf(input: ScenarioInput, seed: number): number[] {
  const next = createArrivals(scenarioSchema.parse(input), seededRandom(seed));
  const times: number[] = [];
  for (let at = next(); at !== null; at = next()) times.push(at);
  return times;
}

/** So many standard errors of a Poisson count: beyond lies one in 30,000. */
function expectCount(count: number, expected: number): void {
  expect(Math.abs(count - expected)).toBeLessThan(4.2 * Math.sqrt(expected));
}

describe("the arrivals of a rehearsal", () => {
  it.each(trafficPresets)("agree with the estimate's expectation: $name", ({ estimate: input, scenario }) => {
    const { queriesPerDay } = estimate(estimateInputSchema.parse(input));
    expect(expectedMessages(scenarioSchema.parse(scenario))).toBeCloseTo(queriesPerDay, 6);
    const days = 200;
    const all = Array.from({ length: days }, (_, seed) => arrivalsOf(scenario, seed).length);
    expectCount(
      all.reduce((sum, count) => sum + count, 0),
      days * queriesPerDay,
    );
  });

  it("vary from day to day as chance does, no more and no less", () => {
    const counts = Array.from({ length: 1000 }, (_, seed) => arrivalsOf({}, seed).length);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    // Of 1,000 Poisson counts, the variance lies within 14 % of the mean with three standard errors.
    expect(variance / mean).toBeGreaterThan(0.86);
    expect(variance / mean).toBeLessThan(1.14);
  });

  it("follow the daily profile by the UTC hour, wherever the rehearsal begins", () => {
    const weights = Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 3 : hour === 4 ? 1 : 0));
    const startAt = "2026-03-02T01:30:00Z";
    const times = arrivalsOf({ startAt, hourWeights: weights, members: 4000 }, 5);
    const hours = times.map((at) => new Date(Date.parse(startAt) + at).getUTCHours());
    expect(new Set(hours)).toEqual(new Set([3, 4]));
    expectCount(hours.filter((hour) => hour === 3).length, 1500);
    expectCount(hours.filter((hour) => hour === 4).length, 500);
  });

  it("come in order, within the days of the scenario", () => {
    const times = arrivalsOf({ days: 3, bursts: [{ startHour: 71.9, minutes: 6, messages: 60 }] }, 7);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(3 * 24 * hourMs);
    expectCount(times.filter((at) => at >= 71.9 * hourMs).length, 60);
  });

  it("put a burst on top of what comes anyway, in its minutes only", () => {
    const scenario = { hourWeights: evenly(10, 1), bursts: [{ startHour: 10.5, minutes: 15, messages: 300 }] };
    const days = Array.from({ length: 50 }, (_, seed) => arrivalsOf(scenario, seed));
    const between = (from: number, to: number) =>
      days.flat().filter((at) => at >= from * hourMs && at < to * hourMs).length;
    expectCount(between(10.5, 10.75), 50 * (300 + 125));
    expectCount(between(10.75, 11), 50 * 125);
  });

  it("cross a leap day and the end of a year without losing an hour", () => {
    for (const startAt of ["2028-02-28T00:00:00Z", "2027-12-31T00:00:00Z"]) {
      const times = arrivalsOf({ startAt, days: 3, hourWeights: evenly(0, 24), members: 10_000 }, 3);
      const perDay = [0, 1, 2].map((day) => times.filter((at) => Math.floor(at / (24 * hourMs)) === day).length);
      for (const count of perDay) expectCount(count, 5000);
    }
  });

  it("are none where nobody writes", () => {
    expect(arrivalsOf({ members: 0 }, 1)).toEqual([]);
    expect(arrivalsOf({ regularShare: 0 }, 1)).toEqual([]);
  });
});
