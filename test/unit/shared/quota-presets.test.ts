import { describe, expect, it } from "vitest";
import { linesPerDay } from "../../../src/shared/audience.ts";
import { estimateInputSchema, limitsSchema } from "../../../src/shared/estimate.ts";
import { planPresets, trafficPresets } from "../../../src/shared/quota-presets.ts";
import { type Scenario, scenarioSchema } from "../../../src/shared/scenario.ts";

/** The lines of a scenario's first day by UTC hour: the audience's, and those of its bursts. */
function linesByHour(scenario: Scenario): number[] {
  const weights = scenario.hourWeights.reduce((sum, weight) => sum + weight, 0);
  return scenario.hourWeights.map((weight, hour) => {
    const bursts = scenario.bursts.filter(({ startHour }) => Math.floor(startHour) === hour);
    return (linesPerDay(scenario) * weight) / weights + bursts.reduce((sum, { messages }) => sum + messages, 0);
  });
}

describe.each(trafficPresets)("the traffic preset $id", (preset) => {
  const estimate = estimateInputSchema.parse(preset.estimate);
  const byHour = linesByHour(scenarioSchema.parse(preset.scenario));

  it("expects the same lines a day in the estimate and in the rehearsal", () => {
    expect(byHour.reduce((sum, lines) => sum + lines, 0)).toBeCloseTo(linesPerDay(estimate), 6);
  });

  it("expects the same lines in its busiest hour", () => {
    expect(Math.max(...byHour)).toBeCloseTo(linesPerDay(estimate) / estimate.windowHours, 6);
  });
});

describe("the presets", () => {
  it("begin with the story, whose figures are the estimate's defaults", () => {
    expect(estimateInputSchema.parse(trafficPresets[0]?.estimate)).toEqual(estimateInputSchema.parse({}));
    expect(planPresets[0]?.limits).toEqual(estimateInputSchema.parse({}).limits);
  });

  it.each(planPresets)("hold limits that can be entered, with the time of which they are known: $id", (plan) => {
    expect(limitsSchema.safeParse(plan.limits).success).toBe(true);
    expect(plan.asOf).toMatch(/^20\d\d(-\d\d)?$/);
    if (plan.limits.length > 0) expect(plan.note).toContain("Check yours");
  });

  it("have ids of their own", () => {
    const ids = [...trafficPresets, ...planPresets].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
