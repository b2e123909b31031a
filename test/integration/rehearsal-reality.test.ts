import { describe, expect, it } from "vitest";
import { bandOf } from "../../src/engine/quota/rehearsal/bands.ts";
import { figuresOf } from "../../src/engine/quota/rehearsal/figures.ts";
import { runOnce } from "../../src/engine/quota/rehearsal/run.ts";
import type { Tally } from "../../src/engine/quota/rehearsal/tally.ts";
import type { Outcome } from "../../src/shared/models.ts";
import type { Band, RehearsalFigures } from "../../src/shared/rehearsal.ts";
import { type Scenario, scenarioSchema } from "../../src/shared/scenario.ts";
import { type LivedDay, liveThrough } from "../support/accelerated-day.ts";
import { rehearsedBot, settle } from "../support/rehearsal-kit.ts";

/** About 300 questions in two hours, for which two keys of 60 requests an hour are not enough. */
const evening = {
  lines: 6,
  keys: 2,
  limits: [{ window: "hour", unit: "requests", amount: 60 }],
  model: { failureShare: 0 },
  discord: { sendsPerWindow: 1000, latencyMs: 0 },
  bot: { mentionOnly: false },
} as const;
const keyIds = ["Key 1", "Key 2"];
const rehearsedRuns = 100;
/** Questions that the turn of an hour may find on either side of it, since the model's times differ. */
const atTheBorder = 2;

const countOf = ({ entries }: LivedDay, outcome: Outcome) =>
  entries.filter((entry) => entry.outcome === outcome).length;

/** The wait that 95 of 100 replies of the day did not exceed, ms. */
function longWaitOf({ entries }: LivedDay): number {
  const replied = entries.filter(({ replyIds }) => replyIds.length > 0);
  const waits = replied.map(({ totalMs }) => totalMs).toSorted((a, b) => a - b);
  return waits[Math.ceil(0.95 * waits.length) - 1] ?? Number.NaN;
}

/** Requests of a key, refused ones included. */
function requestsOf({ hours }: Tally, keyId: string): number {
  return [...hours.values()].reduce((sum, { requests }) => sum + (requests.get(keyId) ?? 0), 0);
}

/** The figures of a lived day, each with the rehearsal's band of it. */
function comparisons(lived: LivedDay, figures: RehearsalFigures, tallies: readonly Tally[]): [string, number, Band][] {
  const never = { low: 0, mid: 0, high: 0 };
  return [
    ["messages", lived.messages, figures.messages],
    ["answered", countOf(lived, "answered"), figures.outcomes.answered ?? never],
    ["understudied", countOf(lived, "understudied"), figures.outcomes.understudied ?? never],
    ["first key out", lived.firstKeyOutAt ?? Number.NaN, figures.firstKeyOut.at ?? never],
    ["wait, 95 of 100", longWaitOf(lived), figures.waitMs?.p95 ?? never],
    ...keyIds.map((id, place): [string, number, Band] => [
      `requests of ${id}`,
      lived.requestsBy[place] ?? Number.NaN,
      bandOf(tallies.map((tally) => requestsOf(tally, id))),
    ]),
  ];
}

const isWithin = (figure: number, { low, high }: Band) => figure >= Math.floor(low) && figure <= Math.ceil(high);

/** The band twice as wide around its middle. */
function doubled({ low, mid, high }: Band): Band {
  return { low: mid - 2 * (mid - low), mid, high: mid + 2 * (high - mid) };
}

/** So many of `count` figures may lie outside bands that hold 95 of 100: more happens once in a thousand times. */
function allowedOutside(count: number): number {
  let chance = 0.95 ** count;
  let sum = chance;
  let outside = 0;
  while (sum < 0.999) {
    chance *= ((count - outside) / (outside + 1)) * (0.05 / 0.95);
    outside += 1;
    sum += chance;
  }
  return outside;
}

/** The figures lie in the bands as often as 95 of 100 promise, and none far beyond. */
function expectRehearsed(days: readonly LivedDay[], tallies: readonly Tally[]): void {
  const figures = figuresOf(tallies);
  const all = days.flatMap((lived) => comparisons(lived, figures, tallies));
  for (const [name, figure, band] of all) {
    expect({ name, figure, band, fits: isWithin(figure, doubled(band)) }).toMatchObject({ fits: true });
  }
  const outside = all.filter(([, figure, band]) => !isWithin(figure, band));
  expect(outside.length, JSON.stringify(outside)).toBeLessThanOrEqual(allowedOutside(all.length));
}

/** The rehearsal of the very same messages comes to the same, key by key. */
async function expectSame(lived: LivedDay, scenario: Scenario, seed: number): Promise<void> {
  const tally = await runOnce(scenario, rehearsedBot, seed, { settle });
  expect(lived.entries).toHaveLength(tally.messages);
  for (const outcome of ["answered", "understudied"] as const) {
    const difference = countOf(lived, outcome) - (tally.outcomes.get(outcome) ?? 0);
    expect(Math.abs(difference)).toBeLessThanOrEqual(atTheBorder);
  }
  for (const [place, id] of keyIds.entries()) {
    expect(Math.abs(requestsOf(tally, id) - (lived.requestsBy[place] ?? 0))).toBeLessThanOrEqual(atTheBorder);
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
      const tallies: Tally[] = [];
      for (let seed = 1000; seed < 1000 + rehearsedRuns; seed += 1) {
        tallies.push(await runOnce(scenario, rehearsedBot, seed, { settle }));
      }
      const days: LivedDay[] = [];
      for (const seed of seeds) {
        const lived = await liveThrough(scenario, seed);
        await expectSame(lived, scenario, seed);
        days.push(lived);
      }
      expectRehearsed(days, tallies);
    },
    120_000,
  );
});
