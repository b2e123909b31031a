import { describe, expect, it } from "vitest";
import { estimate } from "../../../src/engine/quota/estimate.ts";
import { addLimit, draftsOf, issueOf, limitsOf, maxLimits } from "../../../src/renderer/components/limit-drafts.ts";
import { readDraft, storyDraft } from "../../../src/renderer/views/quota/estimate-fields.ts";
import { planOf, trafficOf, withPlan, withTraffic } from "../../../src/renderer/views/quota/estimate-presets.ts";
import { estimateRows } from "../../../src/renderer/views/quota/estimate-rows.ts";
import { overheadOf } from "../../../src/renderer/views/quota/overhead.ts";
import { issueOfValue, numberLimitsAt } from "../../../src/renderer/views/settings/setting-schema.ts";
import { formatCountdown, formatMs } from "../../../src/renderer/words/format.ts";
import { estimateInputSchema } from "../../../src/shared/estimate.ts";
import { planPresets, trafficPresets } from "../../../src/shared/quota-presets.ts";
import { keyStatus } from "../../support/panel-data.ts";

describe("a setting's field", () => {
  it("takes its limits from the schema", () => {
    expect(numberLimitsAt("behaviour.staleAfterMs")).toEqual({ min: 1000, max: 3_600_000, isInteger: true });
    expect(numberLimitsAt("inference.temperature")).toEqual({ min: 0, max: 2, isInteger: false });
  });

  it.each([
    ["behaviour.commandPrefix", "$$$$", "Must be 1 to 3 characters without spaces."],
    ["profiles.0.answerChannelIds", ["general"], "Must be a Discord id: 15 to 21 digits."],
    ["inference.endpointUrl", null, null],
    ["profiles.1.name", "Development", null],
  ])("judges %s = %j", (path, value, issue) => {
    expect(issueOfValue(path, value)).toBe(issue);
  });

  it("knows no setting that the schema does not hold", () => {
    expect(() => issueOfValue("behaviour.stale", 1)).toThrow('There is no setting "behaviour.stale".');
  });
});

describe("a key's limits while they are typed", () => {
  it("begin with what is set, and offer a unit and window that are free", () => {
    const drafts = addLimit(draftsOf([{ window: "hour", unit: "requests", amount: 300 }]));
    expect(drafts.map(({ window, unit, amount }) => [window, unit, amount])).toEqual([
      ["hour", "requests", 300],
      ["hour", "characters", ""],
    ]);
  });

  it("cannot be saved without a number, below 1, or twice for the same unit and window", () => {
    const draft = (row: number, amount: number | string) => ({ row, window: "hour", unit: "tokens", amount }) as const;
    const drafts = [draft(0, 5), draft(1, 7)];
    expect(issueOf(draft(0, ""), [])).toBe("Give a number.");
    expect(issueOf(draft(0, 0), [])).toBe("Must be at least 1.");
    expect(issueOf(draft(1, 7), drafts)).toBe("This unit and window have a limit already.");
    expect(limitsOf(drafts)).toBeNull();
  });

  it("end where every unit and window has one", () => {
    let drafts = draftsOf([]);
    for (let count = 0; count <= maxLimits; count += 1) drafts = addLimit(drafts);
    expect(drafts).toHaveLength(maxLimits);
  });
});

describe("the estimate's form", () => {
  it("begins with the story's figures", () => {
    expect(readDraft(storyDraft()).input).toEqual(estimateInputSchema.parse({}));
  });

  it("says beside the field what is wrong, and asks nothing meanwhile", () => {
    const { input, issues } = readDraft({ ...storyDraft(), windowHours: 0, lines: "", onlineShare: 1.5 });
    expect(input).toBeNull();
    expect(issues).toEqual({
      windowHours: "Must be more than 0.",
      lines: "Give a number.",
      onlineShare: "Must be from 0 to 100 %.",
    });
  });

  it("asks nothing while a limit is wrong", () => {
    const { input, issues } = readDraft({ ...storyDraft(), limits: addLimit([]) });
    expect([input, issues]).toEqual([null, {}]);
  });

  it.each(trafficPresets)("knows the traffic of $id again, until a figure is changed", ({ id }) => {
    const draft = withTraffic({ ...storyDraft(), wordsPerMessage: 12 }, id);
    expect(trafficOf(draft)?.id).toBe(id);
    expect(draft.wordsPerMessage).toBe(12);
    expect(trafficOf({ ...draft, members: 7 })).toBeNull();
  });

  it.each(planPresets)("knows the limits of $id again, in whatever order, until one is changed", ({ id }) => {
    const draft = withPlan(storyDraft(), id, 1200);
    expect(planOf({ ...draft, limits: draft.limits.toReversed() })?.id).toBe(id);
    expect(planOf({ ...draft, limits: addLimit(draft.limits) })).toBeNull();
  });

  it("counts what goes along with each message, once the story's plan gives way to one that counts it", () => {
    const free = withPlan(storyDraft(), "hf-free", 1150);
    expect(free.overheadCharacters).toBe(1150);
    expect(withPlan({ ...free, overheadCharacters: 900 }, "hf-pro", 1150).overheadCharacters).toBe(900);
    expect(withPlan(free, "hf-free-2021", 1150).overheadCharacters).toBe(0);
  });
});

describe("the estimate's answer", () => {
  const answerTo = (input: object) => estimateRows(estimate(estimateInputSchema.parse(input)));

  it("has a row for each window that has a limit", () => {
    expect(answerTo({}).map(({ window }) => window)).toEqual(["Hour", "Month"]);
    expect(answerTo({ limits: [] })).toEqual([]);
  });

  it("never looks as if it fitted while it does not", () => {
    const limits = [{ window: "day", unit: "requests", amount: 500 }];
    expect(answerTo({ limits, lines: 10.001 })).toEqual([{ window: "Day", asked: 501, held: 500, verdict: "exceeds" }]);
  });
});

describe("what goes along with each message", () => {
  const month = (requests: number, characters: number) => ({ month: { requests, characters, tokens: 0 } });

  it("is what the keys sent and received this month, without the member's own words", () => {
    const keys = [keyStatus("a", "A", month(10, 12_000)), keyStatus("b", "B", month(30, 36_000))];
    expect(overheadOf(keys, storyDraft())).toBe(1167);
  });

  it("is unknown before the first answer, and never less than nothing", () => {
    expect(overheadOf([], storyDraft())).toBeNull();
    expect(overheadOf([keyStatus("a", "A", month(3, 0))], storyDraft())).toBeNull();
    expect(overheadOf([keyStatus("a", "A", month(10, 100))], storyDraft())).toBe(0);
    expect(overheadOf([keyStatus("a", "A", month(10, 100))], { ...storyDraft(), wordsPerMessage: "" })).toBeNull();
  });
});

describe("words", () => {
  it.each([
    [59_400, "1 min 0 s"],
    [5000, "5 s"],
    [3_725_000, "1 h 2 min"],
    [180_000_000, "2 d 2 h"],
    [-1, "now"],
  ])("count %i ms down as %s", (leftMs, words) => {
    expect(formatCountdown(leftMs, 0)).toBe(words);
  });

  it.each([
    [0.12, "0.1 ms"],
    [42.4, "42 ms"],
    [1250, "1.25 s"],
    [61_000, "61.0 s"],
  ])("give %d ms as %s", (ms, words) => {
    expect(formatMs(ms)).toBe(words);
  });
});
