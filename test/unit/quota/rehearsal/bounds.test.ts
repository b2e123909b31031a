import { describe, expect, it } from "vitest";
import { assertRehearsable } from "../../../../src/engine/quota/rehearsal/assert-rehearsable.ts";
import { hoursOf } from "../../../../src/engine/quota/rehearsal/hours.ts";
import { runOnce } from "../../../../src/engine/quota/rehearsal/run.ts";
import { Tally } from "../../../../src/engine/quota/rehearsal/tally.ts";
import { rehearsalRequestSchema, scenarioSchema } from "../../../../src/shared/scenario.ts";
import { hourMs } from "../../../../src/shared/utc-time.ts";
import { rehearsedBot, rehearseScenario, settle } from "../../../support/rehearsal-kit.ts";

const begin = Date.parse("2026-03-02T00:00:00Z");

describe("what can be rehearsed", () => {
  it("refuses what nobody would wait for, in a sentence with its mend", async () => {
    await expect(rehearseScenario({ members: 10_000_000, regularShare: 1, lines: 100 })).rejects.toMatchObject({
      code: "invalid-input",
      message: "This rehearsal would take 10,000,000,000 messages in all its runs; at most 20,000,000 can be played.",
      mend: "Take fewer runs, days, members or lines, or leave the what-ifs out.",
    });
  });

  it.each([
    [{ keys: 100, days: 62 }, 1, "100 keys over 62 days are more than a result can hold.", "Take fewer days or keys."],
    [
      { keys: 17, days: 31 },
      800,
      "So many keys and days can be played at most 672 times.",
      "Take fewer runs, days or keys.",
    ],
  ])("is bounded by what a result may hold: %j in %d runs", async (change, runs, message, mend) => {
    const scenario = { ...change, members: 20 };
    await expect(rehearseScenario(scenario, { runs })).rejects.toMatchObject({ code: "invalid-input", message, mend });
  });

  it("keeps the hours of the largest result below a megabyte", () => {
    const { keys, days } = { keys: 13, days: 62 };
    assertRehearsable(rehearsalRequestSchema.parse({ scenario: { keys, days, members: 20 } }), rehearsedBot.settings);
    const keyIds = Array.from({ length: keys }, (_, key) => `Key ${key + 1}`);
    const tallies = [1000, 4321].map((requests) => {
      const tally = new Tally(() => 0);
      for (let hour = 0; hour < 24 * days; hour += 1) {
        for (const keyId of keyIds) {
          tally.addUsage({ hour: begin + hour * hourMs, keyId, usage: { requests, characters: 0, tokens: 0 } });
        }
      }
      return tally;
    });
    expect(JSON.stringify(hoursOf(tallies, { startAt: "2026-03-02T00:00:00Z", days }, keyIds)).length).toBeLessThan(
      1_000_000,
    );
  });
});

describe("the hours of a result", () => {
  it("are those of the scenario's whole days, from the hour in which it begins", async () => {
    const { hours } = await rehearseScenario({ startAt: "2026-03-02T15:20:00Z", days: 2 }, { runs: 1 });
    expect(hours.map(({ hour }) => hour)).toEqual(
      Array.from({ length: 48 }, (_, index) => Date.parse("2026-03-02T15:00:00Z") + index * hourMs),
    );
  });

  it("count what comes after the end in the last hour", () => {
    const tally = new Tally(() => begin);
    const usage = { requests: 1, characters: 0, tokens: 0 };
    for (const hour of [22, 23, 24, 25]) tally.addUsage({ hour: begin + hour * hourMs, keyId: "Key 1", usage });
    const hours = hoursOf([tally], { startAt: "2026-03-02T00:00:00Z", days: 1 }, ["Key 1"]);
    expect(hours.slice(-2).map(({ allRequests }) => allRequests.mid)).toEqual([1, 3]);
  });
});

describe("an error of Quipdeck's own in a rehearsal", () => {
  it("ends it, and does not pass for one of the service's", async () => {
    const persona = { ...rehearsedBot.persona };
    Object.defineProperty(persona, "instructions", {
      get() {
        throw new TypeError("a defect");
      },
    });
    const broken = runOnce(scenarioSchema.parse({}), { ...rehearsedBot, persona }, 1, { settle });
    await expect(broken).rejects.toMatchObject({ name: "TypeError", stack: expect.stringContaining("a defect") });
  });

  it("is no failure of the service, which a rehearsal counts", async () => {
    const { figures } = await rehearseScenario(
      { members: 20, model: { failureShare: 1 }, bot: { whenResting: "announce" } },
      { runs: 1 },
    );
    expect(figures.shares.failed?.mid).toBeGreaterThan(0);
  });
});
