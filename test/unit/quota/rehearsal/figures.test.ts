import { describe, expect, it } from "vitest";
import { estimate } from "../../../../src/engine/quota/estimate.ts";
import { figuresOf } from "../../../../src/engine/quota/rehearsal/figures.ts";
import { Tally } from "../../../../src/engine/quota/rehearsal/tally.ts";
import { estimateInputSchema, storyLimits } from "../../../../src/shared/estimate.ts";
import { planPresets } from "../../../../src/shared/quota-presets.ts";
import type { ScenarioInput } from "../../../../src/shared/scenario.ts";
import { rehearseScenario, run } from "../../../support/rehearsal-kit.ts";

function tallyOf(ends: Partial<Record<"answered" | "failed" | "not-addressed", number>>): Tally {
  const tally = new Tally(() => 0);
  for (const [outcome, count] of Object.entries(ends)) {
    for (let index = 0; index < count; index += 1) {
      tally.addTurn({ at: 0, outcome: outcome as keyof typeof ends, totalMs: 1, replyIds: [] });
    }
  }
  return tally;
}

describe("the shares of the ends", () => {
  it("are those of each run's own questions, so that none is above all of them", () => {
    const { shares, outcomes } = figuresOf([
      tallyOf({ failed: 90 }),
      tallyOf({ failed: 100 }),
      tallyOf({ failed: 110 }),
    ]);
    expect(outcomes.failed).toEqual({ low: 90, mid: 100, high: 110 });
    expect(shares.failed).toEqual({ low: 1, mid: 1, high: 1 });
  });

  it("are of the questions, but for what was not said to the bot, which is one of all messages", () => {
    const { shares } = figuresOf([tallyOf({ answered: 30, failed: 10, "not-addressed": 60 })]);
    expect([shares.answered?.mid, shares.failed?.mid, shares["not-addressed"]?.mid]).toEqual([0.75, 0.25, 0.6]);
    expect(shares.understudied).toBeUndefined();
  });
});

describe("the waits", () => {
  it("are of all questions that got a reply, and none where nobody got one", async () => {
    const silent = { mentionShare: 0, bot: { mentionOnly: true }, members: 100 };
    expect((await rehearseScenario(silent, { runs: 1 })).figures.waitMs).toBeNull();
    const dead = { members: 100, model: { failureShare: 1 }, bot: { whenResting: "announce" as const } };
    const { outcomes, waits } = await run(dead);
    expect(outcomes.get("answered")).toBeUndefined();
    // A channel that has heard the sentence just now does not hear it again.
    const failed = outcomes.get("failed") ?? 0;
    expect(waits.count).toBeLessThanOrEqual(failed);
    expect(waits.count).toBeGreaterThan(failed * 0.9);
  });
});

describe("a rehearsal that counts as the estimate does", () => {
  const plan = planPresets.find(({ id }) => id === "hf-free-2021");
  const counting = { limits: storyLimits(), overheadCharacters: 0, model: { failureShare: 0 } } satisfies ScenarioInput;

  it("lets a key answer as many messages of the story's plan as the estimate says it holds", async () => {
    expect(plan).toMatchObject({ limits: storyLimits(), overheadCharacters: 0 });
    const { hourlyCapacity } = estimate(estimateInputSchema.parse({}));
    const { hours } = await run({ ...counting, members: 2000, lengthSpread: 0 });
    const busiest = Math.max(...[...hours.values()].map(({ requests }) => requests.get("Key 1") ?? 0));
    // A line of 33.32 characters is one of 33 in a rehearsal.
    expect(Math.abs(busiest - (hourlyCapacity ?? 0))).toBeLessThanOrEqual(4);
  });

  it("holds the day that the estimate holds, where the bot's true size holds next to nothing", async () => {
    expect((await rehearseScenario(counting, { runs: 3 })).figures.shares.answered?.low).toBe(1);
    const asSent = await rehearseScenario({ ...counting, overheadCharacters: null }, { runs: 3 });
    expect(asSent.figures.shares.answered?.high).toBeLessThan(0.1);
    expect(asSent.messageCost.characters).toBeGreaterThan(1000);
  });
});
