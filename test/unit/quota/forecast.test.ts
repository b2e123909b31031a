import { describe, expect, it } from "vitest";
import { forecast } from "../../../src/engine/quota/forecast.ts";
import {
  eveningServer,
  keyOf,
  perHour,
  perMonth,
  type Scene,
  sceneOf,
  usageOf,
} from "../../support/forecast-scenes.ts";

const foresee = (scene: Scene) => forecast(sceneOf(scene));
const minutesTo = (at: number | null, now: string) => ((at ?? Number.NaN) - Date.parse(now)) / 60_000;
const evening = "2026-03-25T19:12:00Z";

describe("the forecast of the hour", () => {
  it("tells when each key runs out at the usual pace, and the ring with the last of them", () => {
    const keys = [keyOf("one", { limits: [perHour(40)], hour: usageOf(24) }), keyOf("two", { limits: [perHour(40)] })];
    const { keys: found, ring } = foresee({ now: evening, keys, requestsAt: eveningServer(), soFar: 24, lately: 20 });
    expect(minutesTo(found[0]?.hour.likely ?? null, evening)).toBeCloseTo(8, 0);
    expect(minutesTo(found[1]?.hour.likely ?? null, evening)).toBeCloseTo(28, -1);
    expect(ring.hour).toEqual(found[1]?.hour);
  });

  it("sees a launch within minutes, though the week was quiet", () => {
    const keys = [keyOf("one", { limits: [perHour(300)], hour: usageOf(42) })];
    const scene = { now: "2026-03-25T19:40:00Z", keys, requestsAt: () => 2, soFar: 82, lately: 80 };
    expect(foresee({ ...scene, lately: 1 }).ring.hour.verdict).toBe("holds");
    const { ring, sentence } = foresee({
      ...scene,
      keys: [keyOf("one", { limits: [perHour(200)], hour: usageOf(82) })],
    });
    expect(ring.hour.verdict).toBe("runs-out");
    expect(minutesTo(ring.hour.likely, scene.now)).toBeCloseTo(15, -1);
    expect(sentence).toMatch(/^At this week's pace the ring runs out this hour .*UTC.*: add a key/);
  });

  it("sees the launch of a bot that has no week behind it yet, and says what the month needs", () => {
    const keys = [keyOf("one", { limits: [perHour(300), perMonth(900)], hour: usageOf(50), month: usageOf(50) })];
    const { basis, ring, sentence, month } = foresee({
      now: "2026-03-25T19:40:00Z",
      keys,
      knownHours: 0,
      soFar: 50,
      lately: 150,
    });
    expect(basis).toMatchObject({ hours: 1, requests: 50, isEnough: true });
    expect(ring.hour.verdict).toBe("runs-out");
    expect(ring.month.verdict).toBe("unknown");
    expect(sentence).toContain("once the bot has been at work for a whole day");
    expect(month.filter(({ expected }) => expected !== null)).toEqual([]);
  });

  it("sees that a rush is over", () => {
    const keys = [keyOf("one", { limits: [perHour(300)], hour: usageOf(150) })];
    const scene = { now: "2026-03-25T19:40:00Z", keys, requestsAt: eveningServer(0.1), soFar: 150 };
    expect(foresee({ ...scene, lately: 90 }).ring.hour.verdict).toBe("runs-out");
    expect(foresee({ ...scene, lately: 2 }).ring.hour.verdict).toBe("holds");
  });

  it("counts a limit in characters or tokens by the mean cost of a request", () => {
    const inCharacters = keyOf("one", { limits: [{ window: "hour", unit: "characters", amount: 16_000 }] });
    const inRequests = keyOf("one", { limits: [perHour(80)] });
    const scene = { now: evening, requestsAt: eveningServer(), soFar: 24, lately: 20 };
    const [one, other] = [inCharacters, inRequests].map((key) => foresee({ ...scene, keys: [key] }).ring.hour);
    expect(one).toEqual(other);
  });

  it("gives nothing to a key that rests by its service's word before its time", () => {
    const until = Date.parse("2026-03-25T19:30:00Z");
    const first = keyOf("first", { limits: [perHour(400)], state: "cooling", until });
    const spare = keyOf("spare", { limits: [perHour(100)], hour: usageOf(95) });
    const { ring, keys } = foresee({
      now: evening,
      keys: [first, spare],
      requestsAt: eveningServer(),
      soFar: 24,
      lately: 20,
    });
    expect(minutesTo(keys[1]?.hour.likely ?? null, evening)).toBeLessThan(5);
    expect(minutesTo(ring.hour.likely, evening)).toBeLessThan(5);
    expect(keys[0]?.hour).toMatchObject({ verdict: "holds", likely: null });
  });

  it("leaves out keys that are switched off or refused for good", () => {
    const off = keyOf("off", { enabled: false, state: "off" });
    const rejected = keyOf("rejected", { state: "rejected" });
    const found = foresee({ now: evening, keys: [off, rejected, keyOf("one", { limits: [perHour(9)] })] });
    expect(found.keys.map(({ keyId }) => keyId)).toEqual(["one"]);
    expect(foresee({ now: evening, keys: [off, rejected] })).toMatchObject({
      ring: { hour: { verdict: "used-up" }, month: { verdict: "used-up" } },
      sentence: expect.stringContaining("add one under Keys"),
    });
    expect(foresee({ now: evening, keys: [] }).sentence).toBe("There is no key: add one under Keys.");
  });

  it("says that all keys rest, until when, and that more was asked than is counted", () => {
    const keys = [keyOf("one", { limits: [perHour(120)], hour: usageOf(120) })];
    const { ring, sentence } = foresee({ now: evening, keys, requestsAt: eveningServer(), soFar: 120, lately: 80 });
    expect(ring.hour).toEqual({ verdict: "used-up", earliest: null, likely: null, latest: null });
    expect(sentence).toContain("rests until 20:00 UTC");
    expect(sentence).toMatch(/In \d+ hours of the week all keys rested/);
  });
});

describe("the forecast of the month", () => {
  it("tells the days between which the ring runs out, and adds up the month day by day", () => {
    const now = "2026-03-10T12:00:00Z";
    const { ring, month, sentence } = foresee({
      now,
      keys: [keyOf("one", { limits: [perMonth(9000)] })],
      requestsAt: eveningServer(),
    });
    const perDay = month[8]?.used?.requests ?? 0;
    // The 31 days, and now.
    expect(month).toHaveLength(32);
    expect(month[8]).toMatchObject({ at: Date.parse("2026-03-10T00:00:00Z"), expected: null });
    expect(month[9]).toMatchObject({ at: Date.parse(now) });
    const last = month.at(-1);
    expect(last).toMatchObject({ at: Date.parse("2026-04-01T00:00:00Z"), used: null });
    expect((last?.expected?.likely.requests ?? 0) / (31 * (perDay / 9))).toBeCloseTo(1, 1);
    expect(last?.expected?.low.requests).toBeLessThan(last?.expected?.likely.requests ?? 0);
    expect(last?.expected?.high.requests).toBeGreaterThan(last?.expected?.likely.requests ?? 0);
    expect(ring.month.verdict).toBe("runs-out");
    expect(sentence).toMatch(/runs out for the month between \d+ March and \d+ March: add a key/);
  });

  it("is not ended by an hourly limit, which only holds back", () => {
    const keys = [keyOf("one", { limits: [perHour(50), perMonth(100_000)] })];
    const { ring } = foresee({ now: "2026-03-10T12:00:00Z", keys, requestsAt: eveningServer() });
    expect(ring.month).toMatchObject({ verdict: "holds", likely: null });
  });

  it("knows a month that is used up already, by its count or by the service's word", () => {
    const until = Date.parse("2026-04-01T00:00:00Z");
    const counted = keyOf("counted", { limits: [perMonth(100)], month: usageOf(100) });
    const told = keyOf("told", { limits: [perMonth(100)], state: "spent", until });
    const { ring, sentence } = foresee({ now: evening, keys: [counted, told], requestsAt: eveningServer() });
    expect(ring).toMatchObject({ hour: { verdict: "used-up" }, month: { verdict: "used-up" } });
    expect(sentence).toContain("has run out until 1 April, 00:00 UTC");
  });
});

describe("an honest forecast", () => {
  it("says how much is missing where too little was asked", () => {
    const keys = [keyOf("one", { limits: [perHour(9)] })];
    const { basis, ring, sentence, month } = foresee({ now: "2026-03-31T23:30:00Z", keys, soFar: 7 });
    expect(month.filter(({ expected }) => expected !== null)).toEqual([]);
    expect(basis).toMatchObject({ isEnough: false, requests: 7 });
    expect(ring.hour.verdict).toBe("unknown");
    expect(sentence).toBe(basis.missing);
    expect(sentence).toContain("of the 20 requests that it needs, the last seven days hold 7");
  });

  it("foresees no end of a key without limits, and says that its service may", () => {
    const keys = [keyOf("Free", { limits: [] })];
    const { ring, sentence } = foresee({ now: evening, keys, requestsAt: eveningServer() });
    expect(ring).toMatchObject({ hour: { verdict: "unlimited" }, month: { verdict: "unlimited" } });
    expect(sentence).toMatch(/^"Free" has no limits of yours.*shows only when it refuses/);
  });

  it("is the same for the same ledger", () => {
    const scene = {
      now: evening,
      keys: [keyOf("one", { limits: [perHour(99)] })],
      requestsAt: eveningServer(),
      soFar: 20,
    };
    expect(foresee(scene)).toEqual(foresee(scene));
  });

  it("takes a few milliseconds for a month of hours and twenty keys", () => {
    const keys = Array.from({ length: 20 }, (_, index) =>
      keyOf(`key ${index}`, { limits: [perHour(30), perMonth(900)] }),
    );
    const input = sceneOf({ now: "2026-03-01T00:30:00Z", keys, requestsAt: eveningServer(), soFar: 5 });
    forecast(input);
    const startedAt = performance.now();
    for (let round = 0; round < 10; round += 1) forecast(input);
    expect((performance.now() - startedAt) / 10).toBeLessThan(50);
  });
});
