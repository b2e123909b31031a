import { describe, expect, it } from "vitest";
import { forecast } from "../../../src/engine/quota/forecast.ts";
import { Ledger } from "../../../src/engine/quota/ledger.ts";
import { eveningServer, keyOf, perHour, perMonth, sceneOf, usageOf } from "../../support/forecast-scenes.ts";
import { keyNamed, MemoryLedgerStore, oneRequest, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const hourMs = 3_600_000;

function ledgerAt(startAt: string) {
  const clock = new VirtualClock(startAt);
  return { clock, ledger: new Ledger(clock, new MemoryLedgerStore()) };
}

/** Two keys of which the first is allowed so many requests an hour. */
function ringAt(startAt: string, amount: number) {
  const keys = [keyNamed("first", { limits: [perHour(amount)] }), keyNamed("second")];
  return { keys, bench: new RingBench(new VirtualClock(startAt), keys) };
}

function askTimes(bench: RingBench, count: number): void {
  for (let index = 0; index < count; index += 1) bench.succeed(bench.lease());
}

const requestsOf = ({ requests }: { requests: number }) => requests;

describe("a leap day", () => {
  it("belongs to the month of the ledger, and the next month begins after it", () => {
    const { clock, ledger } = ledgerAt("2028-02-28T23:59:59Z");
    ledger.add("key", oneRequest);
    clock.advanceSync(1000);
    ledger.add("key", oneRequest);
    expect(ledger.usage("key")).toMatchObject({ day: { requests: 1 }, month: { requests: 2 } });
    clock.advanceSync(24 * hourMs);
    expect(ledger.usage("key")).toMatchObject({ hour: { requests: 0 }, day: { requests: 0 }, month: { requests: 0 } });
  });

  it.each([
    ["2028-02-28T12:00:00Z", "2028-03-01T00:00:00Z"],
    ["2027-02-28T12:00:00Z", "2027-03-01T00:00:00Z"],
  ])("a month spent at %s ends at %s", (spentAt, endsAt) => {
    const keys = [keyNamed("first", { limits: [perMonth(1)] }), keyNamed("second")];
    const bench = new RingBench(new VirtualClock(spentAt), keys);
    askTimes(bench, 1);
    expect(bench.next).toBe("second");
    bench.clock.advanceSync(Date.parse(endsAt) - Date.parse(spentAt) - 1);
    expect(bench.next).toBe("second");
    bench.clock.advanceSync(1);
    expect(bench.next).toBe("first");
  });

  it("is a day of the forecast's month like any other", () => {
    const perDay = 736;
    const keys = [keyOf("one", { limits: [perMonth(28.5 * perDay)], month: usageOf(26 * perDay) })];
    const { month, ring } = forecast(sceneOf({ now: "2028-02-27T00:00:00Z", keys, requestsAt: eveningServer() }));
    // The 29 days, and now.
    expect(month).toHaveLength(30);
    expect(month.at(-1)?.at).toBe(Date.parse("2028-03-01T00:00:00Z"));
    expect(new Date(ring.month.likely ?? 0).toISOString()).toMatch(/^2028-02-29T/);
  });
});

describe("a clock that is set back", () => {
  it("finds the ledger's old counts", () => {
    const { clock, ledger } = ledgerAt("2026-04-30T23:59:00Z");
    ledger.add("key", oneRequest);
    clock.advanceSync(120_000);
    ledger.add("key", oneRequest);
    clock.stepWallClock(-180_000);
    expect(requestsOf(ledger.usage("key").month)).toBe(1);
    clock.stepWallClock(180_000);
    expect(requestsOf(ledger.usage("key").month)).toBe(1);
  });

  it("makes no key rest longer than it would have", () => {
    const { bench } = ringAt("2026-03-14T09:20:00Z", 1);
    askTimes(bench, 1);
    bench.clock.stepWallClock(-10 * hourMs);
    bench.clock.advanceSync(41 * 60_000);
    expect(bench.next).toBe("first");
  });

  it("lets the forecast see nothing of hours that are yet to come", () => {
    const keys = [keyOf("one", { limits: [perHour(300), perMonth(20_000)] })];
    const input = sceneOf({ now: "2026-03-25T19:12:00Z", keys, requestsAt: eveningServer(), soFar: 24, lately: 20 });
    const toCome = { hour: input.nowMs + 48 * hourMs, keyId: "one", usage: usageOf(9999) };
    expect(forecast({ ...input, hours: [...input.hours, toCome] })).toEqual(forecast(input));
  });

  it("leaves no minute behind that is counted twice", () => {
    const { clock, ledger } = ledgerAt("2026-03-14T09:20:00Z");
    clock.advanceSync(600_000);
    ledger.add("key", oneRequest);
    clock.stepWallClock(-300_000);
    ledger.add("key", oneRequest);
    expect(ledger.recent.requests).toBe(1);
    clock.stepWallClock(300_000);
    expect(ledger.recent.requests).toBe(1);
  });
});

describe("a machine that slept over the turn of the hour", () => {
  it("counts a new hour, and no pace from before its sleep", () => {
    const { clock, ledger } = ledgerAt("2026-03-14T09:50:00Z");
    ledger.add("key", oneRequest);
    clock.stepWallClock(30 * 60_000);
    expect(ledger.usage("key")).toMatchObject({ hour: { requests: 0 }, day: { requests: 1 } });
    expect(ledger.recent).toEqual({ sinceMs: Date.parse("2026-03-14T10:11:00Z"), requests: 0 });
  });

  it("has its primary key back with the first question, and tells of it within half a minute without any", () => {
    const { bench } = ringAt("2026-03-14T09:50:00Z", 1);
    askTimes(bench, 1);
    bench.clock.stepWallClock(10 * 60_000);
    bench.clock.advanceSync(30_000);
    expect(bench.switches.at(-1)).toMatchObject({ kind: "key-return", to: "first" });
    askTimes(bench, 1);
    bench.clock.stepWallClock(50 * 60_000 + hourMs);
    expect(bench.next).toBe("first");
  });
});

describe("limits that are changed in mid-hour", () => {
  it("end the rest of a key that has room again, and begin that of one that has none", () => {
    const { bench } = ringAt("2026-03-14T09:20:00Z", 2);
    askTimes(bench, 2);
    expect(bench.next).toBe("second");
    bench.ring.setKeys([keyNamed("first", { limits: [perHour(3)] }), keyNamed("second")]);
    expect(bench.next).toBe("first");
    bench.ring.setKeys([keyNamed("first", { limits: [perHour(1)] }), keyNamed("second")]);
    expect(bench.next).toBe("second");
  });

  it("hold for the forecast from that moment on, with what was used before", () => {
    const scene = { now: "2026-03-25T19:12:00Z", requestsAt: eveningServer(), soFar: 24, lately: 20 };
    const verdicts = [20, 50, 500].map((amount) => {
      const keys = [keyOf("one", { limits: [perHour(amount)], hour: usageOf(24) })];
      return forecast(sceneOf({ ...scene, keys })).ring.hour.verdict;
    });
    expect(verdicts).toEqual(["used-up", "runs-out", "holds"]);
  });
});

describe("a key that comes or goes in mid-request", () => {
  it("is counted to the end, and rests when it is put in again", () => {
    const { keys, bench } = ringAt("2026-03-14T09:20:00Z", 1);
    const lease = bench.lease();
    bench.ring.setKeys(keys.slice(1));
    bench.succeed(lease);
    expect(requestsOf(bench.ledger.usage("first").hour)).toBe(1);
    bench.ring.setKeys(keys);
    expect(bench.next).toBe("second");
  });

  it("takes the next question where it was put first, and leaves the running one alone", () => {
    const { keys, bench } = ringAt("2026-03-14T09:20:00Z", 5);
    const lease = bench.lease();
    bench.ring.setKeys([keyNamed("new"), ...keys]);
    expect(bench.next).toBe("new");
    bench.succeed(lease);
    expect(requestsOf(bench.ledger.usage("first").hour)).toBe(1);
    expect(bench.switches).toEqual([]);
  });

  it("leaves its part of the week's pace to the others", () => {
    const scene = { now: "2026-03-25T19:12:00Z", requestsAt: eveningServer(), soFar: 24, lately: 20 };
    const input = sceneOf({ ...scene, keys: [keyOf("other", { limits: [perHour(50)] })] });
    const byOther = input.hours.map((row) => ({ ...row, keyId: "other" }));
    const { ring } = forecast({ ...input, hours: byOther });
    expect(ring.hour.verdict).toBe("runs-out");
    expect(forecast(input).ring).toEqual(ring);
  });
});
