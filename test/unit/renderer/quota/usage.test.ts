import { describe, expect, it } from "vitest";
import { grouped, numbered } from "../../../../src/renderer/views/quota/figures/flags.ts";
import { isInSight } from "../../../../src/renderer/views/quota/figures/hour-rows.ts";
import { limitLine } from "../../../../src/renderer/views/quota/limit-line.ts";
import { daysOf, hoursOfDay, withPlannedDay } from "../../../../src/renderer/views/quota/usage/planned-day.ts";
import { usageByHour, usedKeys } from "../../../../src/renderer/views/quota/usage/usage-rows.ts";
import { rehearsalRequestSchema } from "../../../../src/shared/scenario.ts";
import { keyStatus } from "../../../support/panel-data.ts";
import { rehearsalResult } from "../../../support/panel-quota-data.ts";

const hourMs = 3_600_000;
const usage = { requests: 3, characters: 90, tokens: 20 };

describe("the hours of the usage", () => {
  it("have a row each, used or not, by key", () => {
    const rows = usageByHour([{ hour: 9 * hourMs, keyId: "a", keyLabel: "A", usage }], "characters", 3, 10.5 * hourMs);
    expect(rows.map(({ hour, amounts }) => [hour / hourMs, amounts])).toEqual([
      [8, {}],
      [9, { a: 90 }],
      [10, {}],
    ]);
  });

  it("name the keys in the ring's order, and last those that left it", () => {
    const hours = ["gone", "b", "a"].map((id) => ({ hour: 0, keyId: id, keyLabel: id.toUpperCase(), usage }));
    const ring = ["a", "b", "unused"].map((id) => ({ id, label: `Key ${id}` }));
    expect(usedKeys(hours, ring).map(({ label }) => label)).toEqual(["Key a", "Key b", "GONE"]);
  });
});

describe("the limit in the picture", () => {
  const hourly = (amount: number) => [{ window: "hour", unit: "requests", amount } as const];
  const a = keyStatus("a", "A", { limits: hourly(300) });
  const b = keyStatus("b", "B", { limits: hourly(200) });
  const free = keyStatus("c", "C");

  it("is the sum of the keys, where each that can answer has one", () => {
    expect(limitLine([a, b], "hour", "requests", null)).toEqual({ amount: 500, label: "The hourly limit of 2 keys" });
  });

  it("is none where a key has no limit, for the sum would be wrong", () => {
    const why = 'No hourly limit is drawn: "C" has none in requests.';
    expect(limitLine([a, free], "hour", "requests", null)).toEqual({ amount: null, why });
    expect(limitLine([a, b], "hour", "tokens", null)).toMatchObject({
      why: expect.stringContaining('"A" and "B" have none'),
    });
  });

  it("counts no key that waits for the owner, but one that rests", () => {
    const keys = [
      { ...a, state: "cooling" as const },
      { ...b, state: "rejected" as const },
      { ...free, enabled: false },
    ];
    expect(limitLine(keys, "hour", "requests", null)).toEqual({ amount: 300, label: "The hourly limit" });
    expect(limitLine([{ ...a, enabled: false }], "hour", "requests", null)).toMatchObject({ amount: null });
  });

  it("is the chosen key's own, whatever its state", () => {
    expect(limitLine([a, { ...b, enabled: false }, free], "hour", "requests", "b")).toMatchObject({ amount: 200 });
  });

  it("is told in words where it would press the picture flat", () => {
    expect([isInSight(400, 100), isInSight(401, 100), isInSight(1, 0)]).toEqual([true, false, false]);
  });
});

describe("the marks in the picture", () => {
  const flags = numbered([
    { at: 21.1 * hourMs, kind: "key-return", text: "back" },
    { at: 19.6 * hourMs, kind: "key-switch", text: "switch" },
    { at: 20.5 * hourMs, kind: "all-resting", text: "rest" },
    { at: 23 * hourMs, kind: "key-switch", text: "again" },
  ]);

  it("are numbered, the oldest first", () => {
    expect(flags.map(({ number, text }) => [number, text])).toEqual([
      [1, "switch"],
      [2, "rest"],
      [3, "back"],
      [4, "again"],
    ]);
  });

  it("stand together where there is no room for each, as the gravest of them", () => {
    expect(grouped(flags, 2)).toEqual([
      { hour: 19 * hourMs, kind: "all-resting", label: "1–2" },
      { hour: 21 * hourMs, kind: "key-return", label: "3" },
      { hour: 23 * hourMs, kind: "key-switch", label: "4" },
    ]);
  });
});

describe("a planned day over the real ones", () => {
  const request = rehearsalRequestSchema.parse({
    scenario: { startAt: "2026-03-02T12:00:00Z", days: 2, keys: 2, lines: 16, bursts: [] },
  });
  const result = rehearsalResult(request);

  it("is one of the rehearsal's days, counted from its beginning", () => {
    expect(daysOf(result)).toBe(2);
    const hours = hoursOfDay(result, 1);
    expect([hours.length, hours[0]?.hour]).toEqual([24, Date.parse("2026-03-03T12:00:00Z")]);
    expect(daysOf({ ...result, hours: [] })).toBe(0);
  });

  it("lies hour of the UTC day over hour of the UTC day, with the requests of all keys", () => {
    const rows = usageByHour([], "requests", 48, Date.parse("2026-11-24T23:59:00Z"));
    const over = withPlannedDay(rows, result, 0);
    const planned = over.filter(({ likely }) => likely !== null && likely > 0);
    const hours = planned.map(({ hour }) => new Date(hour).toISOString().slice(8, 13));
    // The sample's evening begins 18 hours after the rehearsal's beginning at noon.
    expect(hours).toEqual(["23T06", "23T07", "24T06", "24T07"]);
    expect(planned[0]?.likely).toBe(400);
    expect(planned[0]?.band?.map(Math.round)).toEqual([376, 424]);
  });
});
