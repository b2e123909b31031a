import { describe, expect, it } from "vitest";
import { readScenarioText } from "../../../src/shared/scenario-text.ts";

const problemOf = (scenario: unknown): string => {
  const found = readScenarioText(JSON.stringify(scenario));
  return "problem" in found ? found.problem : "";
};

describe("a scenario that contradicts itself", () => {
  it.each([
    [
      { model: { medianAnswerMs: 5000, p95AnswerMs: 3000 } },
      "model, p95AnswerMs: must not be less than medianAnswerMs, within which half of the answers come",
    ],
    [
      { model: { failureShare: 0.7, silenceShare: 0.4 } },
      "model, silenceShare: must not make more than 1 together with failureShare",
    ],
    [
      { days: 2, bursts: [{ startHour: 47.5, minutes: 60, messages: 9 }] },
      "bursts no. 1, startHour: must let the burst end within the scenario's 48 hours",
    ],
    [{ startAt: "1969-12-31T00:00:00Z" }, "startAt: must be a time from 2000 to 2099"],
    [{ startAt: "2100-01-01T00:00:00Z" }, "startAt: must be a time from 2000 to 2099"],
  ])("is refused in a sentence: %j", (scenario, sentence) => {
    expect(problemOf(scenario)).toBe(`is no possible scenario: ${sentence}`);
  });

  it("is none where a burst ends with the day", () => {
    expect(problemOf({ bursts: [{ startHour: 23.9, minutes: 6, messages: 9 }] })).toBe("");
  });
});

describe("a scenario's text", () => {
  it.each([
    ["no JSON", "{", "is not JSON"],
    ["a list", "[]", "is no possible scenario: it must be an object in braces"],
    ["a misspelt field", '{"membres": 5}', 'is no possible scenario: it knows no "membres"'],
    ["a misspelt field within", '{"model": {"speed": 1}}', 'is no possible scenario: model knows no "speed"'],
    ["another type", '{"limitsAreKnown": 1}', "is no possible scenario: limitsAreKnown: must be true or false"],
    [
      "an unknown unit",
      '{"limits": [{"window": "hour", "unit": "words", "amount": 1}]}',
      "is no possible scenario: limits no. 1, unit: must be requests, characters, or tokens",
    ],
    [
      "too long a name",
      `{"name": "${"x".repeat(81)}"}`,
      "is no possible scenario: name: must be at most 80 characters",
    ],
  ])("with %s is told in plain words", (_, text, problem) => {
    expect(readScenarioText(text)).toEqual({ problem });
  });

  it("may begin with a byte order mark", () => {
    expect(readScenarioText('\uFEFF{"members": 5}')).toMatchObject({ scenario: { members: 5 } });
  });
});
