import { describe, expect, it } from "vitest";
import type { CallFailure } from "../../../src/engine/inference/model-call.ts";
import { judge } from "../../../src/engine/inference/verdict.ts";
import { failureOf } from "../../support/inference-kit.ts";

const nowMs = Date.parse("2026-03-14T09:20:00Z");
const turnOfHour = Date.parse("2026-03-14T10:00:00Z");
const firstOfMonth = Date.parse("2026-04-01T00:00:00Z");

function judged(failure: Partial<CallFailure>, context: { strikes?: number; hasHourlyLimit?: boolean } = {}) {
  return judge(failureOf(failure), { nowMs, strikes: 0, hasHourlyLimit: false, ...context });
}

describe("what a failure means", () => {
  it.each([
    [400, "misconfigured", "stop"],
    [404, "misconfigured", "stop"],
    [422, "misconfigured", "stop"],
    [405, "misconfigured", "stop"],
    [413, "misconfigured", "stop"],
    [304, "misconfigured", "stop"],
    [401, "rejected", "next-key"],
    [402, "spent", "next-key"],
    [403, "restricted", "next-key"],
    [429, "rate-limited", "next-key"],
    [408, "transient", "retry"],
    [424, "transient", "retry"],
    [500, "transient", "retry"],
    [502, "transient", "retry"],
    [503, "transient", "retry"],
    [504, "transient", "retry"],
    [529, "transient", "retry"],
    [999, "transient", "retry"],
  ])("status %i is %s: %s", (status, verdict, step) => {
    expect(judged({ status })).toMatchObject({ verdict, step });
  });

  it.each([
    ["network", null, "transient", "retry"],
    ["timeout", null, "transient", "next-key"],
    ["garbage", "not-json", "garbage", "retry"],
    ["garbage", "empty", "garbage", "retry"],
    ["garbage", "oversized", "garbage", "retry"],
    ["cancelled", null, "cancelled", "stop"],
    ["unsent", "not-a-token", "rejected", "next-key"],
    ["unsent", null, "misconfigured", "stop"],
  ] as const)("%s (%s) is %s: %s", (kind, flaw, verdict, step) => {
    expect(judged({ kind, flaw })).toMatchObject({ verdict, step });
  });

  it("a failure that is not the key's own leaves the key as it is", () => {
    for (const status of [400, 404, 422, 500, 502, 503]) expect(judged({ status }).rest).toBeNull();
    for (const kind of ["network", "timeout", "garbage"] as const) expect(judged({ kind }).rest).toBeNull();
  });

  it("gives every failure a sentence on what is wrong and one on what mends it", () => {
    for (const status of [400, 401, 402, 403, 404, 422, 429, 500, 503]) {
      const { reason, mend } = judged({ status, bodyText: "on behalf of user secret-account" });
      expect(reason).toMatch(/^[A-Z].*\.$/);
      expect(mend).toMatch(/^[A-Z].*\.$/);
      expect(reason + mend).not.toContain("secret-account");
    }
  });
});

describe("how long a key rests", () => {
  it("402: to the 1st of the next month, UTC", () => {
    expect(judged({ status: 402 }).rest).toEqual({ state: "spent", until: firstOfMonth });
  });

  it("401 and 403: until the owner does something", () => {
    expect(judged({ status: 401 }).rest).toEqual({ state: "rejected", until: null });
    expect(judged({ status: 403 }).rest).toEqual({ state: "restricted", until: null });
  });

  it("403 with a web page: briefly, for that is a firewall and no word on the key", () => {
    const firewall = judged({ status: 403, bodyText: "\n<!DOCTYPE html>" });
    expect(firewall).toMatchObject({ verdict: "garbage", rest: { state: "cooling", until: nowMs + 60_000 } });
  });

  it("429 with Retry-After: as asked, but at least a second and at most a day", () => {
    const untilAfter = (retryAfterMs: number) => judged({ status: 429, retryAfterMs }).rest?.until;
    expect(untilAfter(90_000)).toBe(nowMs + 90_000);
    expect(untilAfter(0)).toBe(nowMs + 1000);
    expect(untilAfter(1e12)).toBe(nowMs + 86_400_000);
  });

  it("429 that speaks of an hourly limit: to the turn of the hour", () => {
    const rest = judged({ status: 429, bodyText: "You reached free usage limit (reset hourly)." }).rest;
    expect(rest).toEqual({ state: "cooling", until: turnOfHour });
  });

  it("429 where the owner knows of an hourly limit: to the turn of the hour", () => {
    expect(judged({ status: 429 }, { hasHourlyLimit: true }).rest?.until).toBe(turnOfHour);
  });

  it("any other 429: a minute, doubled with each refusal in a row, never past the turn of the hour", () => {
    const restMs = (strikes: number) => (judged({ status: 429 }, { strikes }).rest?.until ?? 0) - nowMs;
    expect([0, 1, 2, 3, 4, 5, 6, 1000].map(restMs)).toEqual(
      [60, 120, 240, 480, 960, 1920, 2400, 2400].map((seconds) => seconds * 1000),
    );
  });
});

describe("how long a question waits", () => {
  it("503 with an estimate: that long, within a second and half a minute", () => {
    const wait = (estimatedTimeMs: number) => judged({ status: 503, estimatedTimeMs });
    expect(wait(20_000)).toMatchObject({ verdict: "loading", step: "wait", waitMs: 20_000, rest: null });
    expect(wait(0).waitMs).toBe(1000);
    expect(wait(600_000).waitMs).toBe(30_000);
  });

  it("503 with Retry-After: at least that long, within ten seconds", () => {
    expect(judged({ status: 503, retryAfterMs: 4000 }).waitMs).toBe(4000);
    expect(judged({ status: 503, retryAfterMs: 400_000 }).waitMs).toBe(10_000);
  });
});
