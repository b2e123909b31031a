import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rehearse } from "../../src/engine/quota/rehearsal/rehearse.ts";
import { runOnce } from "../../src/engine/quota/rehearsal/run.ts";
import type { Outcome } from "../../src/shared/models.ts";
import { personaSchema } from "../../src/shared/persona.ts";
import type { Band, RehearsalFigures } from "../../src/shared/rehearsal.ts";
import { rehearsalRequestSchema, type Scenario, scenarioSchema } from "../../src/shared/scenario.ts";
import { defaultSettings } from "../../src/shared/settings.ts";
import { type LivedDay, liveThrough } from "../support/accelerated-day.ts";

const bot = {
  settings: defaultSettings(),
  persona: personaSchema.parse(
    JSON.parse(readFileSync(new URL("../../resources/personas/marlow.json", import.meta.url), "utf8")),
  ),
};
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** About 300 questions in two hours, for which two keys of 60 requests an hour are not enough. */
const evening = {
  lines: 6,
  keys: 2,
  limits: [{ window: "hour", unit: "requests", amount: 60 }],
  model: { failureShare: 0 },
  discord: { sendsPerWindow: 1000, latencyMs: 0 },
} as const;
/** Questions that the turn of an hour may find on either side of it, since the model's times differ. */
const atTheBorder = 2;

const countOf = ({ entries }: LivedDay, outcome: Outcome) =>
  entries.filter((entry) => entry.outcome === outcome).length;

/** The figures of a lived day, each with the rehearsal's band of it. */
function comparisons(lived: LivedDay, figures: RehearsalFigures): [name: string, figure: number, band: Band][] {
  const never = { low: 0, mid: 0, high: 0 };
  return [
    ["messages", lived.messages, figures.messages],
    ["answered", countOf(lived, "answered"), figures.outcomes.answered ?? never],
    ["understudied", countOf(lived, "understudied"), figures.outcomes.understudied ?? never],
    ["first key out", lived.firstKeyOutAt ?? Number.NaN, figures.firstKeyOut.at ?? never],
  ];
}

const isWithin = (figure: number, { low, high }: Band) => figure >= Math.floor(low) && figure <= Math.ceil(high);

/** The band with half its width added on each side: fewer than one day in a thousand lies beyond. */
function widened({ low, mid, high }: Band): Band {
  return { low: low - (high - low) / 2, mid, high: high + (high - low) / 2 };
}

/** The figures lie in the bands as often as 95 of 100 promise, and none far beyond. */
function expectRehearsed(days: readonly LivedDay[], figures: RehearsalFigures): void {
  const all = days.flatMap((lived) => comparisons(lived, figures));
  for (const [name, figure, band] of all) {
    expect({ name, figure, band, fits: isWithin(figure, widened(band)) }).toMatchObject({ fits: true });
  }
  const inside = all.filter(([, figure, band]) => isWithin(figure, band)).length;
  expect(inside / all.length).toBeGreaterThanOrEqual(0.75);
}

/** The rehearsal of the very same messages comes to the same. */
async function expectSame(lived: LivedDay, scenario: Scenario, seed: number): Promise<void> {
  const tally = await runOnce(scenario, bot, seed, { settle });
  expect(lived.entries).toHaveLength(tally.messages);
  for (const outcome of ["answered", "understudied"] as const) {
    const difference = countOf(lived, outcome) - (tally.outcomes.get(outcome) ?? 0);
    expect(Math.abs(difference)).toBeLessThanOrEqual(atTheBorder);
  }
}

describe("an evening that is played through the real engine in accelerated time", () => {
  it.each([
    ["whose limits the owner has entered", true, [1, 2, 3]],
    ["whose limits only the service knows", false, [1]],
  ])(
    "comes to what was rehearsed, on two keys %s",
    async (_, limitsAreKnown, seeds) => {
      const scenario = scenarioSchema.parse({ ...evening, limitsAreKnown });
      const request = rehearsalRequestSchema.parse({ scenario, runs: 100, seed: 99, whatIfs: false });
      const { figures } = await rehearse({ request, bot }, settle);
      const days: LivedDay[] = [];
      for (const seed of seeds) {
        const lived = await liveThrough(scenario, seed);
        await expectSame(lived, scenario, seed);
        days.push(lived);
      }
      expectRehearsed(days, figures);
    },
    120_000,
  );
});
