import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecast } from "../../../src/engine/quota/forecast.ts";
import type { Forecast, RunOut } from "../../../src/shared/forecast.ts";
import type { KeyStatus } from "../../../src/shared/models.ts";
import { type Limit, limitUnits, limitWindows } from "../../../src/shared/settings.ts";
import { keyOf, type Scene, sceneOf, usageOf } from "../../support/forecast-scenes.ts";

const limit: fc.Arbitrary<Limit> = fc.record({
  window: fc.constantFrom(...limitWindows),
  unit: fc.constantFrom(...limitUnits),
  amount: fc.integer({ min: 1, max: 200_000 }),
});

const monthStart = Date.parse("2028-02-01T00:00:00Z");
const monthMs = 29 * 86_400_000;

const key = fc.record({
  limits: fc.array(limit, { maxLength: 3 }),
  hour: fc.nat(50),
  day: fc.nat(400),
  month: fc.nat(5000),
  restsMs: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 3 * 86_400_000 })),
});

const scene = fc.record({
  intoMonthMs: fc.integer({ min: 0, max: monthMs - 1 }),
  keys: fc.array(key, { minLength: 1, maxLength: 4 }),
  pace: fc.array(fc.nat(200), { minLength: 24, maxLength: 24 }),
  soFar: fc.nat(200),
  lately: fc.nat(100),
});

type Drawn = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

const runs = { numRuns: 60 };

function sceneFrom({ intoMonthMs, keys, pace, soFar, lately }: Drawn, times = 1): Scene {
  const now = new Date(monthStart + intoMonthMs);
  return {
    now: now.toISOString(),
    keys: keys.map(({ limits, hour, day, month, restsMs }, place) =>
      keyOf(`key ${place}`, {
        limits,
        ...{ hour: usageOf(hour), day: usageOf(hour + day), month: usageOf(hour + day + month) },
        ...(restsMs === null ? {} : { state: "cooling", until: now.getTime() + restsMs }),
      }),
    ),
    requestsAt: (hour) => times * (pace[new Date(hour).getUTCHours()] ?? 0),
    soFar: times * soFar,
    lately: times * lately,
  };
}

function runOutsOf({ keys, ring }: Forecast): RunOut[] {
  return [ring.hour, ring.month, ...keys.flatMap(({ hour, month }) => [hour, month])];
}

/** A moment as a number: what is over comes before all others, what never comes after them. */
function momentOf({ verdict, likely }: RunOut): number {
  return verdict === "used-up" ? 0 : (likely ?? Number.POSITIVE_INFINITY);
}

function withMoreRoom(key: KeyStatus): KeyStatus {
  return { ...key, limits: key.limits.map((each) => ({ ...each, amount: Math.ceil(each.amount * 1.5) })) };
}

describe("whatever the ledger holds", () => {
  it("the earliest end comes first and the latest last, each within its window", () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const found = forecast(sceneOf(sceneFrom(drawn)));
        for (const { earliest, likely, latest } of runOutsOf(found)) {
          if (likely !== null) expect(earliest).toBeLessThanOrEqual(likely);
          if (latest !== null) expect(likely).toBeLessThanOrEqual(latest);
          for (const at of [earliest, likely, latest]) if (at !== null) expect(at).toBeGreaterThanOrEqual(found.at);
        }
        expect(found.sentence).toMatch(/^\P{Cc}+\.$/u);
        expect(found.sentence).not.toMatch(/NaN|undefined|Infinity|null|Invalid/);
      }),
      runs,
    );
  });

  it("more room never means an earlier end", () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const tight = sceneFrom(drawn);
        const wide = { ...tight, keys: tight.keys.map(withMoreRoom) };
        const [one, other] = [tight, wide].map((each) => runOutsOf(forecast(sceneOf(each))).map(momentOf));
        one?.forEach((moment, index) => {
          expect(other?.[index]).toBeGreaterThanOrEqual(moment);
        });
      }),
      runs,
    );
  });

  it("more demand never means a later end", () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const [one, other] = [1, 2].map((times) => runOutsOf(forecast(sceneOf(sceneFrom(drawn, times)))));
        one?.forEach((quiet, index) => {
          const busy = other?.[index];
          if (!busy || quiet.verdict === "unknown" || busy.verdict === "unknown") return;
          expect(momentOf(busy)).toBeLessThanOrEqual(momentOf(quiet) + 1);
        });
      }),
      runs,
    );
  });

  it("the month's sum never falls, and its band never crosses", () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const { month } = forecast(sceneOf(sceneFrom(drawn)));
        // The 29 days of that February, and now.
        expect(month).toHaveLength(30);
        let before = 0;
        for (const { used, expected } of month) {
          const sum = used?.requests ?? expected?.likely.requests ?? before;
          expect(sum).toBeGreaterThanOrEqual(before);
          before = sum;
          if (!expected) continue;
          expect(expected.low.requests).toBeLessThanOrEqual(expected.likely.requests);
          expect(expected.likely.requests).toBeLessThanOrEqual(expected.high.requests);
        }
      }),
      runs,
    );
  });
});
