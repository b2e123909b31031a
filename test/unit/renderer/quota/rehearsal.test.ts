import { describe, expect, it } from "vitest";
import { busyHoursOf, spread } from "../../../../src/renderer/views/quota/rehearsal/busy-hours.ts";
import { withEstimate } from "../../../../src/renderer/views/quota/rehearsal/from-estimate.ts";
import { choiceOf, limitChoices } from "../../../../src/renderer/views/quota/rehearsal/limit-choices.ts";
import { outcomeRows } from "../../../../src/renderer/views/quota/rehearsal/outcome-rows.ts";
import {
  readRehearsal,
  storyRehearsal,
  withValue,
} from "../../../../src/renderer/views/quota/rehearsal/rehearsal-draft.ts";
import {
  finerFields,
  issueInFieldsWords,
  mainFields,
} from "../../../../src/renderer/views/quota/rehearsal/rehearsal-fields.ts";
import { workInWords } from "../../../../src/renderer/views/quota/rehearsal/rehearsal-work.ts";
import { occurrenceInWords, outFlags } from "../../../../src/renderer/views/quota/rehearsal/rehearsed-rows.ts";
import {
  readScenarioFile,
  scenarioFileName,
  scenarioText,
} from "../../../../src/renderer/views/quota/rehearsal/scenario-file.ts";
import { whatIfRows } from "../../../../src/renderer/views/quota/rehearsal/what-if-rows.ts";
import { withPreset } from "../../../../src/renderer/views/quota/rehearsal/with-traffic.ts";
import { estimateInputSchema } from "../../../../src/shared/estimate.ts";
import { countingWith, planPresets, trafficPresets } from "../../../../src/shared/quota-presets.ts";
import { evenly, rehearsalRequestSchema, scenarioSchema } from "../../../../src/shared/scenario.ts";
import { keyStatus } from "../../../support/panel-data.ts";
import { rehearsalResult } from "../../../support/panel-quota-data.ts";

const hourMs = 3_600_000;

describe("the rehearsal's form", () => {
  it("begins with the story's day", () => {
    const { request, issues } = readRehearsal(storyRehearsal());
    expect(issues).toEqual({});
    expect(request && workInWords(request)).toBe(
      "About 500 messages in each of 40 runs, and as many for each what-if; it takes about 5 s.",
    );
  });

  it.each([
    ["scenario.members", -1, "Must not be negative."],
    ["scenario.members", "", "Must be a number."],
    ["scenario.members", 1.5, "Must be a whole number."],
    ["scenario.regularShare", 1.2, "Must be a share from 0 to 1."],
    ["scenario.days", 63, "Must be at most 62."],
    ["scenario.keys", 0, "Must be at least 1."],
    ["scenario.name", " ", "Must not be empty."],
    ["runs", 0, "Must be at least 1."],
  ])("says beside the field what is wrong with %s = %j", (path, value, issue) => {
    const { request, issues } = readRehearsal(withValue(storyRehearsal(), path, value));
    expect([request, issues[path]]).toEqual([null, issue]);
  });

  it.each([
    ["scenario.model.medianAnswerMs", 400_000, "Must be at most 300 s."],
    ["scenario.bot.staleAfterMs", 5, "Must be at least 1 s."],
    ["scenario.regularShare", 1.2, "Must be from 0 to 100 %."],
    ["scenario.model.p95AnswerMs", 3, 'Must not be less than what stands under "The model answers in".'],
    ["scenario.days", 63, "Must be at most 62."],
  ])("says it in the unit of the field for %s = %d", (path, value, words) => {
    const { issues } = readRehearsal(withValue(storyRehearsal(), path, value));
    const field = [...mainFields, ...finerFields].find((one) => one.path === path);
    expect(field && issueInFieldsWords(issues[path] ?? "", field)).toBe(words);
  });

  it("has fields for places that the request holds", () => {
    const { success } = rehearsalRequestSchema.safeParse(
      [...mainFields, ...finerFields].reduce(
        (draft, { path }) => withValue(draft, path, path.endsWith("Share") ? 0.5 : path.endsWith("Ms") ? 1000 : 1),
        storyRehearsal(),
      ),
    );
    expect(success).toBe(true);
  });

  it("takes a preset's traffic, and keeps keys, limits and model", () => {
    const own = withValue(withValue(storyRehearsal(), "scenario.keys", 4), "scenario.model.medianAnswerMs", 900);
    for (const preset of trafficPresets) {
      const { request } = readRehearsal(withPreset(own, preset));
      expect(request?.scenario).toMatchObject({ ...preset.scenario, keys: 4, model: { medianAnswerMs: 900 } });
    }
  });

  it("takes the estimate's figures over, its window as hours of the evening", () => {
    const input = estimateInputSchema.parse({ members: 40, windowHours: 2.5, days: 12, keys: 1000 });
    const { request } = readRehearsal(withEstimate(storyRehearsal(), input));
    expect(request?.scenario).toMatchObject({ members: 40, days: 12, keys: 100, limits: input.limits });
    expect(request?.scenario.hourWeights.slice(17, 22)).toEqual([0, 1, 1, 0.5, 0]);
  });

  it("counts as the estimate did", () => {
    const input = estimateInputSchema.parse({ overheadCharacters: 1200, charactersPerToken: 3 });
    const { request } = readRehearsal(withEstimate(storyRehearsal(), input));
    expect(request?.scenario).toMatchObject({ overheadCharacters: 1200, charactersPerToken: 3 });
  });

  it("leaves open what an emptied field stands for", () => {
    const { request } = readRehearsal(
      withValue(
        withValue(storyRehearsal(), "scenario.bot.staleAfterMs", undefined),
        "scenario.overheadCharacters",
        null,
      ),
    );
    expect(request?.scenario).toMatchObject({ overheadCharacters: null, bot: {} });
  });
});

describe("the busy hours", () => {
  it("are read from weights that spread evenly, also over midnight", () => {
    expect(busyHoursOf(evenly(18, 2))).toEqual({ first: 18, hours: 2 });
    expect(busyHoursOf(evenly(22, 5))).toEqual({ first: 22, hours: 5 });
    expect(busyHoursOf(evenly(0, 24))).toEqual({ first: 0, hours: 24 });
    expect(spread(22, 5)).toEqual(evenly(22, 5));
  });

  it("are none where the day has a profile of its own", () => {
    expect(busyHoursOf([1, 2, ...Array.from({ length: 22 }, () => 0)])).toBeNull();
  });
});

describe("the limits to choose from", () => {
  const key = keyStatus("a", "Main", { limits: [{ window: "hour", unit: "requests", amount: 50 }] });
  const choices = limitChoices([key, keyStatus("b", "No limits")]);

  it("are the plans, and what is set for the keys", () => {
    expect(choices.map(({ label }) => label)).toEqual([...planPresets.map(({ name }) => name), 'As set for "Main"']);
  });

  it("are known again, whatever their order", () => {
    const plan = planPresets.find(({ id }) => id === "hf-free-2021");
    expect(choiceOf(choices, plan?.limits.toReversed() ?? [])?.value).toBe("plan:hf-free-2021");
    expect(choiceOf(choices, [{ window: "day", unit: "tokens" }])).toBeUndefined();
  });

  it("bring their way of counting along, which goes with them again", () => {
    const [story, free] = ["plan:hf-free-2021", "plan:hf-free"].map((id) => choices.find(({ value }) => value === id));
    if (!story || !free) throw new Error("a plan is missing");
    expect(countingWith(story, free, null)).toBe(0);
    expect(countingWith(free, story, 0)).toBeNull();
    expect(countingWith(free, story, 500)).toBe(500);
  });
});

describe("a scenario's file", () => {
  it("comes back as it went", async () => {
    const scenario = scenarioSchema.parse({ name: "Ann's evening!", members: 12 });
    expect(await readScenarioFile(new File([scenarioText(scenario)], "day.json"))).toEqual({ scenario });
    expect(scenarioFileName(scenario)).toBe("ann-s-evening.scenario.json");
    expect(scenarioFileName({ ...scenario, name: "\u3164..\u202E/" })).toBe("quipdeck.scenario.json");
  });

  it.each([
    ["not json", "Day.json is not JSON."],
    ['{"members": -1}', "Day.json is no possible scenario: members: must not be negative."],
    ["[]", "Day.json is no possible scenario: it must be an object in braces."],
  ])("says what is wrong with %s", async (text, problem) => {
    expect(await readScenarioFile(new File([text], "day.json"))).toEqual({
      problem: `${problem} "Save as a file" shows how one is written.`,
    });
  });
});

describe("a rehearsal's result", () => {
  const result = rehearsalResult(rehearsalRequestSchema.parse({ scenario: { keys: 2 } }));

  it("lists the ends of the messages, the most frequent first, with their shares", () => {
    const rows = outcomeRows(result.figures);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["answered", "understudied", "too-fast"]);
    expect(rows[0]?.share).toBe(result.figures.shares.answered);
    expect(rows[2]?.share.mid).toBeCloseTo(0.01);
  });

  it("sets each what-if against the plan: how far off, and whether that is better", () => {
    const rows = whatIfRows(result);
    const answered = rows.find(({ label }) => label === "Answered");
    expect(answered?.cells.map(({ text, difference, verdict }) => [text, difference, verdict])).toEqual([
      ["62 %", "", null],
      ["94 %", "+32 points", "better"],
      ["98 %", "+36 points", "better"],
      ["62 %", "", null],
      ["55 %", "−7 points", "worse"],
    ]);
    const wait = rows.find(({ label }) => label === "Wait, 95 of 100 within");
    expect(wait?.cells[1]).toMatchObject({ difference: "−2.31 s", verdict: "better" });
    expect(rows.at(-1)?.cells[1]).toMatchObject({ difference: "+160", verdict: null });
  });

  it("marks when the first key and when all of them give out; a single key only once", () => {
    expect(outFlags(result).map(({ kind }) => kind)).toEqual(["key-switch", "all-resting"]);
    const single = rehearsalResult(rehearsalRequestSchema.parse({}));
    expect(outFlags(single).map(({ kind }) => kind)).toEqual(["all-resting"]);
  });

  it("tells when something happens, with the day where there are several", () => {
    const begin = Date.UTC(2026, 2, 2);
    const at = { low: begin + 18.5 * hourMs, mid: begin + 19 * hourMs, high: begin + 25 * hourMs };
    expect(occurrenceInWords({ share: 0.4, at }, { begin, days: 2 })).toBe(
      "in 40 % of the runs, likely at day 1, 19:00 UTC (18:30 to day 2, 01:00 UTC)",
    );
    expect(occurrenceInWords({ share: 1, at: { ...at, high: at.mid } }, { begin, days: 1 })).toBe(
      "in every run, likely at 19:00 UTC (18:30 to 19:00)",
    );
    expect(occurrenceInWords({ share: 0, at: null }, { begin, days: 1 })).toBe("in no run");
  });
});
