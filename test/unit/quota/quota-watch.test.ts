import { describe, expect, it, onTestFinished } from "vitest";
import type { KeyMaterial } from "../../../src/engine/inference/key-vault.ts";
import { forecast } from "../../../src/engine/quota/forecast.ts";
import { type AlertSettings, forecastAlerts } from "../../../src/engine/quota/limit-alerts.ts";
import { QuotaWatch } from "../../../src/engine/quota/quota-watch.ts";
import { StateStore } from "../../../src/engine/storage/state-store.ts";
import type { Notice } from "../../../src/shared/models.ts";
import { eveningServer, keyOf, perHour, perMonth, sceneOf, usageOf } from "../../support/forecast-scenes.ts";
import { keyNamed, RingBench } from "../../support/inference-kit.ts";
import { openTestDatabase } from "../../support/test-database.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const everything = { usedShare: 0.8, hourAheadMinutes: 20, monthAheadDays: 7 };
const hourly = "Rate limit reached. You reached free usage limit (reset hourly).";

function watched(keys: KeyMaterial[], alerts: AlertSettings = everything) {
  const bench = new RingBench(new VirtualClock("2026-03-14T09:20:00Z"), keys);
  const state = new StateStore(openTestDatabase().database);
  const told: Pick<Notice, "level" | "kind" | "text">[] = [];
  const open = () => {
    const { clock, ring, ledger } = bench;
    const tell = (level: Notice["level"], text: string, kind: Notice["kind"]) => told.push({ level, kind, text });
    const watch = new QuotaWatch({ clock, ring, ledger, state, alerts: () => alerts, tell });
    watch.start();
    onTestFinished(() => watch.stop());
    return watch;
  };
  const ask = (count: number) => {
    for (let index = 0; index < count; index += 1) bench.succeed(bench.lease());
    bench.clock.advanceSync(1000);
  };
  return { bench, told, watch: open(), open, ask, textsOf: (kind: Notice["kind"]) => textsOf(told, kind) };
}

function textsOf(told: readonly Pick<Notice, "kind" | "text">[], kind: Notice["kind"]): string[] {
  return told.filter((notice) => notice.kind === kind).map(({ text }) => text);
}

describe("a limit within sight", () => {
  it("is told once its share is used, once in each window", () => {
    const { bench, ask, textsOf } = watched([keyNamed("first", { limits: [perHour(10)] })]);
    ask(7);
    expect(textsOf("limit-near")).toEqual([]);
    ask(1);
    ask(1);
    const text = '"first" has used 80% of its 10 requests an hour, which begin anew at 10:00 UTC.';
    expect(textsOf("limit-near")).toEqual([text]);
    bench.clock.advanceSync(3_600_000);
    ask(8);
    expect(textsOf("limit-near")).toEqual([text, text.replace("10:00", "11:00")]);
  });

  it("is told anew where the owner has set another limit", () => {
    const { bench, ask, textsOf } = watched([keyNamed("first", { limits: [perHour(10)] })]);
    ask(8);
    bench.ring.setKeys([keyNamed("first", { limits: [perHour(20)] })]);
    ask(8);
    expect(textsOf("limit-near")).toHaveLength(2);
  });

  it("is not told again after a restart", () => {
    const keys = [keyNamed("first", { limits: [perMonth(10)] })];
    const { bench, ask, open, watch, textsOf } = watched(keys);
    ask(8);
    watch.stop();
    bench.restart(keys);
    open();
    ask(1);
    expect(textsOf("limit-near")).toHaveLength(1);
  });

  it("is the whole ring's too, where it is expected to run out soon, with the band and the mend", () => {
    const { bench, ask, textsOf } = watched([keyNamed("first", { limits: [perHour(100)] })]);
    for (let minute = 0; minute < 7; minute += 1) {
      ask(8);
      bench.clock.advanceSync(59_000);
    }
    const found = textsOf("limit-near");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^At this pace all keys run out this hour, between 09:\d\d and 09:\d\d UTC\. Add a key of another account/,
    );
  });

  it.each([
    [{ usedShare: 0, hourAheadMinutes: 0, monthAheadDays: 0 }, 0],
    [{ usedShare: 0.5, hourAheadMinutes: 0, monthAheadDays: 0 }, 1],
    [{ usedShare: 0, hourAheadMinutes: 60, monthAheadDays: 0 }, 1],
  ])("is told as the owner wants it: %o", (alerts, count) => {
    const { bench, ask, textsOf } = watched([keyNamed("first", { limits: [perHour(100)] })], alerts);
    for (let minute = 0; minute < 8; minute += 1) {
      ask(8);
      bench.clock.advanceSync(59_000);
    }
    expect(textsOf("limit-near")).toHaveLength(count);
  });

  it("is the whole ring's for the month too, with its days, where the owner wants it", () => {
    const key = keyOf("one", { limits: [perMonth(20_000)], month: usageOf(18_000) });
    const foreseen = forecast(sceneOf({ now: "2026-03-20T12:30:00Z", keys: [key], requestsAt: eveningServer() }));
    const alerts = forecastAlerts(foreseen, everything);
    expect(alerts.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^At this week's pace all keys run out for the month, (on|between) .*\. Add a key of another/,
      ),
    ]);
    expect(forecastAlerts(foreseen, { ...everything, monthAheadDays: 0 })).toEqual([]);
  });

  it("costs nothing while nobody asks, and nothing after its end", () => {
    const { bench, ask, watch } = watched([keyNamed("first", { limits: [perHour(10)] })]);
    ask(1);
    const others = bench.clock.delays.length;
    bench.succeed(bench.lease());
    bench.succeed(bench.lease());
    expect(bench.clock.delays).toHaveLength(others + 1);
    watch.stop();
    bench.succeed(bench.lease());
    expect(bench.clock.delays).toHaveLength(others);
  });
});

describe("a switch of keys", () => {
  it("is told with who answers, why, and until when the other rests", () => {
    const { bench, told } = watched([keyNamed("first"), keyNamed("second")]);
    bench.fail(bench.lease(), { status: 429, bodyText: hourly });
    expect(told).toMatchObject([{ kind: "key-switch", level: "warning" }]);
    expect(told[0]?.text).toMatch(/^"second" answers now, after "first"\. .* "first" rests until 10:00 UTC\.$/);
  });

  it("is told when none is left, with when the first is back", () => {
    const { bench, told } = watched([keyNamed("first"), keyNamed("second")]);
    bench.fail(bench.lease(), { status: 429, bodyText: hourly });
    bench.fail(bench.lease(), { status: 402 });
    expect(told.at(-1)).toMatchObject({ kind: "all-resting", level: "error" });
    expect(told.at(-1)?.text).toMatch(/^No key can answer now\. .* The first is back at 10:00 UTC\.$/);
  });

  it("is told as a return, from the next key and from the rest of all", () => {
    const { bench, textsOf } = watched([keyNamed("first"), keyNamed("second")]);
    bench.fail(bench.lease(), { status: 429, bodyText: hourly });
    bench.clock.advanceSync(40 * 60_000);
    bench.fail(bench.lease(), { status: 429, bodyText: hourly });
    bench.fail(bench.lease(), { status: 401 });
    bench.clock.advanceSync(60 * 60_000);
    expect(textsOf("key-return")).toEqual([
      '"first" answers again, in place of "second".',
      '"first" answers again; until now no key could.',
    ]);
  });

  it("names the day where the rest lasts longer than this one", () => {
    const { bench, told } = watched([keyNamed("first"), keyNamed("second")]);
    bench.fail(bench.lease(), { status: 402 });
    expect(told[0]?.text).toContain('"first" rests until 1 April, 00:00 UTC.');
  });
});
