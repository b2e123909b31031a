import { describe, expect, it } from "vitest";
import type { HourRow } from "../../../../src/engine/quota/ledger-store.ts";
import { rehearse } from "../../../../src/engine/quota/rehearsal/rehearse.ts";
import { type RehearsedBot, runOnce } from "../../../../src/engine/quota/rehearsal/run.ts";
import { storyColumns } from "../../../../src/engine/quota/rehearsal/story.ts";
import { trafficPresets } from "../../../../src/shared/quota-presets.ts";
import { evenly, rehearsalRequestSchema, scenarioSchema } from "../../../../src/shared/scenario.ts";
import { defaultSettings } from "../../../../src/shared/settings.ts";
import { rehearsedBot, rehearseScenario, run, settle } from "../../../support/rehearsal-kit.ts";

const perHour = (amount: number) => [{ window: "hour", unit: "requests", amount } as const];
const calm = { failureShare: 0 };

describe("a rehearsal", () => {
  it("comes to the same result with the same seed, and to another with another", async () => {
    const scenario = { keys: 2, limits: perHour(100) };
    const first = await rehearseScenario(scenario, { runs: 5, seed: 7, whatIfs: true });
    expect(await rehearseScenario(scenario, { runs: 5, seed: 7, whatIfs: true })).toEqual(first);
    expect((await rehearseScenario(scenario, { runs: 5, seed: 8 })).figures.messages).not.toEqual(
      first.figures.messages,
    );
  });

  it("uses the keys in order, each to its limit, and then the understudy", async () => {
    const { outcomes, messages, hours, firstKeyOutAt, lastKeyOutAt } = await run({
      keys: 2,
      limits: perHour(100),
      model: calm,
    });
    const busy = [...hours].filter(([, { messages }]) => messages > 200);
    expect(busy).toHaveLength(2);
    for (const [, { requests }] of busy) {
      expect([...requests]).toEqual([
        ["Key 1", 100],
        ["Key 2", 100],
      ]);
    }
    // A question of an hour's last seconds waits for the next hour's key.
    const answered = outcomes.get("answered") ?? 0;
    expect(answered).toBeGreaterThanOrEqual(400);
    expect(answered).toBeLessThanOrEqual(405);
    expect(outcomes.get("understudied")).toBe(messages - answered);
    expect(firstKeyOutAt).toBeLessThan(lastKeyOutAt ?? 0);
  });

  it("finds the limits by the service's refusals where the owner has entered none", async () => {
    const known = await run({ keys: 2, limits: perHour(100), model: calm });
    const unknown = await run({ keys: 2, limits: perHour(100), model: calm, limitsAreKnown: false });
    expect(unknown.outcomes.get("answered")).toBe(known.outcomes.get("answered"));
    // Each key is asked once too often in each of the two hours.
    expect(unknown.requests).toBeGreaterThan(known.requests);
  });

  it("begins a month anew on the 1st, across a leap day", async () => {
    const monthly = [{ window: "month", unit: "requests", amount: 300 } as const];
    const { hours } = await run({ startAt: "2028-02-28T00:00:00Z", days: 3, limits: monthly, model: calm });
    const byDay = new Map<string, number>();
    for (const [hour, { requests }] of hours) {
      const day = new Date(hour).toISOString().slice(0, 10);
      byDay.set(day, (byDay.get(day) ?? 0) + (requests.get("Key 1") ?? 0));
    }
    expect(Object.fromEntries(byDay)).toEqual({ "2028-02-28": 300, "2028-02-29": 0, "2028-03-01": 300 });
  });

  it("passes the gate and the queue as messages do, and waits for Discord's limits", async () => {
    const rush = { hourWeights: evenly(10, 1), members: 400, lines: 40, limits: [], model: calm, channels: 1 };
    const { outcomes, messages } = await run({ ...rush, bot: { staleAfterMs: 20_000, maxQueuedTurns: 20 } });
    const counted = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(messages);
    // One channel takes a reply a second, and there are 800 questions in the hour: they fit, some as a second line of one.
    expect([...outcomes.keys()].sort()).toEqual(["answered", "joined"]);
    expect(outcomes.get("joined")).toBeLessThan(messages / 20);
    const busy = await run({ ...rush, members: 1500 });
    const unhurried = await run({ ...rush, members: 1500, discord: { sendsPerWindow: 1000 } });
    expect(busy.waits.percentile(0.95)).toBeGreaterThan(unhurried.waits.percentile(0.95) + 1000);
    const crowded = await run({ ...rush, members: 4000, bot: { staleAfterMs: 20_000, maxQueuedTurns: 20 } });
    expect(crowded.outcomes.get("overloaded")).toBeGreaterThan(1000);
    expect(crowded.outcomes.get("answered")).toBeLessThanOrEqual(3700);
    const patient = await run({ ...rush, members: 4000, bot: { staleAfterMs: 20_000, maxQueuedTurns: 2000 } });
    expect(patient.outcomes.get("stale")).toBeGreaterThan(1000);
  });

  it("plays by the owner's settings, but for words that only real members use", async () => {
    const settings = defaultSettings();
    settings.safety.blockedWords = ["keeper"];
    settings.memory.turns = 3;
    settings.memory.scope = "member";
    const charactersOf = async (bot: RehearsedBot) => {
      let characters = 0;
      const add = ({ usage }: HourRow) => {
        characters += usage.characters;
      };
      const records = { ledgerStore: { add }, onEnd: () => undefined };
      const scenario = scenarioSchema.parse({ limits: [], model: calm });
      const { outcomes } = await runOnce(scenario, bot, 1, { settle, records });
      return { characters, outcomes: [...outcomes.keys()] };
    };
    const bare = await charactersOf(rehearsedBot);
    const remembering = await charactersOf({ ...rehearsedBot, settings });
    expect(remembering.outcomes).toEqual(bare.outcomes);
    expect(remembering.characters).toBeGreaterThan(bare.characters * 1.1);
  });

  it("says in a sentence what came of it, and what would help", async () => {
    expect((await rehearseScenario({ model: calm })).sentence).toMatch(
      /^The keys answer all of about \d+ questions\.$/,
    );
    expect((await rehearseScenario({ members: 0 })).sentence).toBe(
      "Nobody writes to the bot in this scenario, so any key holds.",
    );
    const { sentence } = await rehearseScenario({ limits: perHour(100), model: calm }, { whatIfs: true });
    expect(sentence).toMatch(
      /^The keys answer \d\d % of about [45]\d\d questions, the understudy \d\d %; the last key runs out/,
    );
    expect(sentence).toContain("a plan with other limits would make that 100 %");
  });

  it("tells what one change each would make of it, with the very same messages", async () => {
    const scenario = { limits: perHour(100), model: calm, bot: { mentionOnly: false } };
    const { figures, whatIfs } = await rehearseScenario(scenario, { whatIfs: true });
    const changed = Object.fromEntries(whatIfs.map(({ id, figures: its }) => [id, its]));
    expect(Object.keys(changed)).toEqual(["one-more-key", "other-plan", "member-pause", "mention-only"]);
    for (const its of Object.values(changed)) expect(its.messages).toEqual(figures.messages);
    expect(changed["one-more-key"]?.shares.answered?.mid).toBeGreaterThan((figures.shares.answered?.mid ?? 1) * 1.9);
    expect(changed["other-plan"]?.shares.answered?.mid).toBe(1);
    expect(changed["member-pause"]?.outcomes["too-fast"]?.mid).toBeGreaterThan(0);
    expect(changed["mention-only"]?.questions.mid).toBeLessThan(figures.questions.mid * 0.5);
  });

  it("tells how far it is, never backwards, and ends with all", async () => {
    const shares: number[] = [];
    const request = rehearsalRequestSchema.parse({ scenario: { members: 3000 }, runs: 2 });
    await rehearse({ request, bot: rehearsedBot }, settle, (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(10);
    expect(shares.at(-1)).toBe(1);
  });
});

describe("the days that come with Quipdeck", () => {
  it.each(trafficPresets)("can be rehearsed: $name", async ({ scenario }) => {
    const { figures } = await rehearseScenario(scenario, { runs: 1 });
    expect(figures.messages.mid).toBeGreaterThan(0);
  });

  it("show the story: dry in the first hour with one key, and every question answered by Quipdeck", async () => {
    const [one, two, quipdeck] = await Promise.all(
      storyColumns().map(({ scenario }) => rehearseScenario(scenario, { runs: 5 })),
    );
    expect(one?.figures.messages.mid).toBeGreaterThan(1900);
    expect(one?.figures.lastKeyOut).toMatchObject({ share: 1 });
    expect(one?.figures.lastKeyOut.at?.high).toBeLessThan(Date.parse("2021-03-01T15:00:00Z"));
    expect(one?.figures.heardShare.mid).toBeLessThan(0.5);
    expect(two?.figures.heardShare.mid).toBeGreaterThan(0.8);
    expect(two?.figures.heardShare.high).toBeLessThan(1);
    expect(quipdeck?.figures.heardShare.low).toBe(1);
    expect(quipdeck?.figures.outcomes.resting).toBeUndefined();
  });
});
