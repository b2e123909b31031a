import { describe, expect, it } from "vitest";
import { answeringKey } from "../../../../src/renderer/views/strip/answering-key.ts";
import { needsOf } from "../../../../src/renderer/views/strip/needs.ts";
import { pulseFigures } from "../../../../src/renderer/views/strip/pulse-figures.ts";
import { formatMoment } from "../../../../src/renderer/words/format.ts";
import { brokenSnapshot, busySnapshot, emptySnapshot, keyStatus } from "../../../support/panel-data.ts";

const now = Date.parse("2026-03-14T15:20:30Z");
const four = Date.parse("2026-03-14T16:00:00Z");
const five = Date.parse("2026-03-14T17:00:00Z");
const key = (label: string, change: Parameters<typeof keyStatus>[2] = {}) => keyStatus("a1b2c3d4e5f6", label, change);

describe("which key answers", () => {
  it("is the first in order, for as long as nothing is said", () => {
    const keys = [key("Main", { active: true }), key("Club")];
    expect(answeringKey(keys, "understudy", now)).toMatchObject({ text: "Main", detail: "the first in order" });
  });

  it("is the next one until the one before it is back", () => {
    const keys = [key("Main", { state: "cooling", until: four }), key("Club", { active: true })];
    const detail = `until ${formatMoment(four, now)}, when Main is back`;
    expect(answeringKey(keys, "understudy", now)).toMatchObject({ text: "Club", detail });
  });

  it("is none until the first of them is back", () => {
    const keys = [key("Main", { state: "spent", until: five }), key("Club", { state: "cooling", until: four })];
    expect(answeringKey(keys, "announce", now)).toEqual({
      text: `Resting until ${formatMoment(four, now)}`,
      detail: "the bot says when it is back",
      tone: "warn",
      until: four,
    });
  });

  it("is none at all where no time mends them", () => {
    const keys = [key("Main", { state: "rejected" }), key("Club", { enabled: false, state: "off" })];
    expect(answeringKey(keys, "understudy", now)).toMatchObject({ text: "No key can answer", tone: "bad" });
    expect(answeringKey([], "understudy", now)).toMatchObject({ text: "No key", detail: "the understudy answers" });
  });
});

describe("what needs the owner", () => {
  const textsOf = (facts: Parameters<typeof needsOf>[0]) => needsOf(facts).map(({ text }) => text);

  it("is a token and a key at the first start", () => {
    expect(needsOf(emptySnapshot()).map(({ view }) => view)).toEqual(["setup", "keys"]);
  });

  it("is the token alone where a bot was started without one", () => {
    const empty = emptySnapshot();
    const failed = { ...empty, status: { ...empty.status, state: "failed" as const } };
    expect(textsOf(failed)).toEqual(textsOf(empty));
  });

  it("is each key that no time mends, and the open failures", () => {
    expect(textsOf(busySnapshot(now))).toEqual([
      'Key "Old key": The service does not know this key; replace it by a new one.',
      "Look at 3 open failures.",
    ]);
  });

  it("is the mend of a bot that has failed, first of all", () => {
    expect(textsOf(brokenSnapshot(now))[0]).toContain("Make a new one in the developer portal");
  });

  it("is nothing when all is well", () => {
    const busy = busySnapshot(now);
    const keys = [key("Main", { active: true })];
    expect(needsOf({ ...busy, keys, status: { ...busy.status, openFailures: 0 } })).toEqual([]);
  });
});

describe("the pulse as it is shown", () => {
  const minute = (ago: number, messages: number, answers: number) => ({
    at: Math.floor(now / 60_000 - ago) * 60_000,
    messages,
    answers,
  });

  it("moves on with time, though nothing new comes", () => {
    const pulse = { minutes: [minute(29, 4, 1), minute(2, 7, 5)], answerMs: { median: 800, p95: 900 }, failures: [] };
    const first = pulseFigures(pulse, now);
    expect([first.messages.length, first.messages[0], first.messages[27], first.answers[27]]).toEqual([30, 4, 7, 5]);
    const later = pulseFigures(pulse, now + 60_000);
    expect([later.messages[0], later.messages[26]]).toEqual([0, 7]);
  });

  it("tells no answer time where nothing was answered of late", () => {
    const pulse = { minutes: [minute(20, 4, 4)], answerMs: { median: 800, p95: 900 }, failures: [] };
    expect(pulseFigures(pulse, now).answerMs).toBeNull();
  });

  it("counts failures from the reader's own midnight", () => {
    const midnight = new Date(now).setHours(0, 0, 0, 0);
    const failures = [
      { at: midnight - 900_000, count: 5 },
      { at: midnight, count: 2 },
      { at: midnight + 900_000, count: 1 },
    ];
    expect(pulseFigures({ minutes: [], answerMs: null, failures }, now).failuresToday).toBe(3);
  });
});
