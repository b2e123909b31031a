import { describe, expect, it } from "vitest";
import type { Limit } from "../../../src/shared/settings.ts";
import { keyNamed, oneRequest, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const hourly = "Rate limit reached. You reached free usage limit (reset hourly).";
const perHour = (amount: number, unit: Limit["unit"] = "requests"): Limit => ({ window: "hour", unit, amount });

function bench(keys = [keyNamed("first"), keyNamed("second")], startAt = "2026-03-14T09:20:00Z") {
  return new RingBench(new VirtualClock(startAt), keys);
}

describe("the order of keys", () => {
  it("asks the first key as long as it is ready", () => {
    const ring = bench();
    expect(ring.next).toBe("first");
    expect(ring.state("first")).toMatchObject({ state: "ready", reason: "", until: null, active: true });
    expect(ring.state("second").active).toBe(false);
  });

  it("asks the second while the first rests, and the first again exactly when its rest ends", async () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    expect(ring.next).toBe("second");
    await ring.clock.advanceTo("2026-03-14T09:59:59.999Z");
    expect(ring.next).toBe("second");
    await ring.clock.advance(1);
    expect(ring.next).toBe("first");
  });

  it("tells of the return by itself at that moment, though nobody asks", async () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    await ring.clock.advanceTo("2026-03-14T09:59:59.999Z");
    expect(ring.switches).toHaveLength(1);
    const changes = ring.changes;
    await ring.clock.advance(1);
    expect(ring.switches.at(-1)).toEqual({
      kind: "key-return",
      from: "second",
      to: "first",
      reason: '"first" is back.',
      until: null,
    });
    expect(ring.changes).toBeGreaterThan(changes);
  });

  it("leaves out keys that are switched off", () => {
    const ring = bench([keyNamed("first", { enabled: false }), keyNamed("second")]);
    expect(ring.next).toBe("second");
    expect(ring.state("first")).toMatchObject({ state: "off", active: false });
  });

  it("passes over the keys that a question has had enough of", () => {
    const { ring } = bench();
    expect(ring.choose(oneRequest, new Set(["first"]))).toMatchObject({ key: { id: "second" } });
    expect(ring.choose(oneRequest, new Set(["first", "second"]))).toMatchObject({ key: null, reason: "passed-over" });
  });

  it("tells apart that there is no key, and that all rest and until when", () => {
    const until = Date.parse("2026-03-14T10:00:00Z");
    const ring = bench([keyNamed("first"), keyNamed("second")]);
    ring.fail(ring.lease(), { status: 401 });
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    expect(ring.ring.choose(oneRequest)).toEqual({ key: null, reason: "resting", until });
    expect(bench([]).ring.choose(oneRequest)).toEqual({ key: null, reason: "no-keys", until: null });
    const dead = bench([keyNamed("only")]);
    dead.fail(dead.lease(), { status: 401 });
    expect(dead.ring.choose(oneRequest)).toEqual({ key: null, reason: "resting", until: null });
  });
});

describe("many requests in flight", () => {
  it("a hundred refusals make one switch, and do not prolong the rest", async () => {
    const ring = bench();
    const leases = Array.from({ length: 100 }, () => ring.lease());
    for (const lease of leases) {
      ring.fail(lease, { status: 429 });
      await ring.clock.advance(100);
    }
    expect(ring.switches).toMatchObject([
      { kind: "key-switch", from: "first", to: "second", reason: expect.stringContaining("rate limit") },
    ]);
    expect(ring.state("first").until).toBe(Date.parse("2026-03-14T09:21:00Z"));
  });

  it("a refusal that arrives after the key has come back counts no more", async () => {
    const ring = bench();
    const late = ring.lease();
    ring.fail(ring.lease(), { status: 429 });
    await ring.clock.advance(61_000);
    ring.fail(late, { status: 429 });
    expect(ring.state("first").state).toBe("ready");
  });

  it("a graver finding of a late request replaces the lighter one, without another switch", () => {
    const ring = bench();
    const late = ring.lease();
    ring.fail(ring.lease(), { status: 429 });
    ring.fail(late, { status: 402 });
    expect(ring.state("first")).toMatchObject({ state: "spent", until: Date.parse("2026-04-01T00:00:00Z") });
    expect(ring.switches).toHaveLength(1);
  });

  it("a lease is settled once", () => {
    const ring = bench();
    const lease = ring.lease();
    ring.succeed(lease);
    expect(() => ring.succeed(lease)).toThrow("settled only once");
  });
});

describe("refusals in a row", () => {
  it("rest twice as long each time, until a success", async () => {
    const ring = bench([keyNamed("only")]);
    const restAfterRefusal = async () => {
      ring.fail(ring.lease(), { status: 429 });
      const restMs = (ring.state("only").until ?? 0) - ring.clock.now();
      await ring.clock.advance(restMs);
      return restMs;
    };
    expect([await restAfterRefusal(), await restAfterRefusal()]).toEqual([60_000, 120_000]);
    ring.succeed(ring.lease());
    expect(await restAfterRefusal()).toBe(60_000);
  });
});

describe("the owner's limits", () => {
  it("are kept by switching before the service refuses", async () => {
    const ring = bench([keyNamed("first", { limits: [perHour(3)] }), keyNamed("second")]);
    const keys = Array.from({ length: 5 }, () => {
      const lease = ring.lease();
      ring.succeed(lease);
      return lease.key.id;
    });
    expect(keys).toEqual(["first", "first", "first", "second", "second"]);
    expect(ring.state("first").reason).toContain("Your limit of 3 requests an hour is reached");
    await ring.clock.advanceTo("2026-03-14T10:00:00Z");
    expect(ring.next).toBe("first");
    expect(ring.switches).toHaveLength(2);
  });

  it("hold for a burst in flight as well", () => {
    const ring = bench([keyNamed("first", { limits: [perHour(3)] }), keyNamed("second")]);
    const leases = Array.from({ length: 5 }, () => ring.lease());
    expect(leases.map(({ key }) => key.id)).toEqual(["first", "first", "first", "second", "second"]);
  });

  it("are left for the next key by a question that has no room in them any more", () => {
    const ring = bench([keyNamed("first", { limits: [perHour(250, "characters")] }), keyNamed("second")]);
    ring.succeed(ring.lease());
    ring.succeed(ring.lease());
    expect(ring.next).toBe("second");
    expect(ring.state("first")).toMatchObject({ state: "cooling", hour: { characters: 200 } });
  });

  it("of a month send the key to rest for the month, though the hour's ends before", () => {
    const limits: Limit[] = [perHour(1), { window: "month", unit: "requests", amount: 1 }];
    const ring = bench([keyNamed("only", { limits })]);
    ring.succeed(ring.lease());
    expect(ring.state("only")).toMatchObject({ state: "spent", until: Date.parse("2026-04-01T00:00:00Z") });
  });

  it("that are raised bring the key back at once", () => {
    const ring = bench([keyNamed("only", { limits: [perHour(1)] })]);
    ring.succeed(ring.lease());
    expect(ring.next).toBe("resting");
    ring.ring.setKeys([keyNamed("only", { limits: [perHour(2)] })]);
    expect(ring.next).toBe("only");
  });

  it("count what was used before a restart", () => {
    const keys = [keyNamed("first", { limits: [perHour(1)] }), keyNamed("second")];
    const ring = bench(keys);
    ring.succeed(ring.lease());
    ring.restart(keys);
    expect(ring.next).toBe("second");
    expect(ring.state("first").state).toBe("cooling");
  });

  it("let a question that finds no room pass, and keep the key for the next one", () => {
    const monthly: Limit = { window: "month", unit: "characters", amount: 1000 };
    const ring = bench([keyNamed("first", { limits: [monthly] }), keyNamed("second")]);
    ring.succeed(ring.lease({ requests: 1, characters: 500, tokens: 125 }));
    const large = ring.lease({ requests: 1, characters: 950, tokens: 240 });
    expect(large.key.id).toBe("second");
    expect(ring.state("first").state).toBe("ready");
    expect(ring.switches).toHaveLength(0);
    expect(ring.next).toBe("first");
  });

  it("are used up when none of the last twenty questions would have found room", () => {
    const ring = bench([keyNamed("first", { limits: [perHour(1000, "characters")] }), keyNamed("second")]);
    for (let count = 0; count < 8; count += 1) ring.succeed(ring.lease());
    const asked = { requests: 1, characters: 300, tokens: 75 };
    for (let count = 0; count < 19; count += 1) expect(ring.lease(asked).key.id).toBe("second");
    expect(ring.state("first").state).toBe("ready");
    ring.lease(asked);
    expect(ring.state("first")).toMatchObject({ state: "cooling" });
    expect(ring.state("first").reason).toContain("has no room left for another question");
  });

  it("that are smaller than one question leave an unused key alone, and say so", () => {
    const ring = bench([keyNamed("only", { limits: [perHour(1000, "characters")] })]);
    const large = { requests: 1, characters: 1500, tokens: 375 };
    expect(ring.ring.choose(large)).toEqual({
      key: null,
      reason: "too-large",
      until: null,
      detail: 'One question with its answer takes about 1,500 characters, but "only" may use 1,000 characters an hour.',
    });
    expect(ring.state("only").state).toBe("ready");
    expect(ring.next).toBe("only");
  });

  it("say when there is room again while requests in flight take all of it", () => {
    const ring = bench([keyNamed("only", { limits: [perHour(1)] })]);
    ring.lease();
    const until = Date.parse("2026-03-14T10:00:00Z");
    expect(ring.ring.choose(oneRequest)).toEqual({ key: null, reason: "resting", until });
  });
});

describe("dead keys", () => {
  it("never come back by themselves, not by a restart either", async () => {
    const keys = [keyNamed("first"), keyNamed("second")];
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 401 });
    await ring.clock.advance(90 * 86_400_000);
    ring.restart(keys);
    expect(ring.state("first")).toMatchObject({ state: "rejected", until: null });
    expect(ring.next).toBe("second");
  });

  it("come back when they have proved that they work", () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 403 });
    ring.ring.revive("first");
    expect(ring.next).toBe("first");
    expect(ring.switches.at(-1)).toMatchObject({ from: "second", to: "first" });
  });

  it("are judged anew by another service", () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 401 });
    ring.fail(ring.lease(), { status: 402 });
    ring.ring.reviveAll();
    expect(ring.ring.readyCount).toBe(2);
  });
});

describe("clocks", () => {
  it("a clock that is set back by a day prolongs a rest by a moment only", async () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    ring.clock.stepWallClock(-86_400_000);
    await ring.clock.advance(41 * 60_000);
    expect(ring.next).toBe("first");
  });

  it("a machine that slept over the turn of the hour finds the key back at once", () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    ring.clock.stepWallClock(3_600_000);
    expect(ring.next).toBe("first");
  });

  it("a panel hears of it within half a minute after waking, though nobody asks", async () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    ring.clock.stepWallClock(3_600_000);
    await ring.clock.advance(30_000);
    expect(ring.switches).toHaveLength(2);
  });

  it("a rest until next month survives timers that cannot be that long", async () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 402 });
    expect(Math.max(...ring.clock.delays)).toBeLessThan(2 ** 31);
    ring.clock.advanceSync(Date.parse("2026-04-01T00:00:00Z") - ring.clock.now());
    expect(ring.switches.at(-1)).toMatchObject({ to: "first" });
  });

  it("there is one timer at most, and none once the ring is closed", () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 429 });
    ring.fail(ring.lease(), { status: 402 });
    expect(ring.clock.delays).toHaveLength(1);
    ring.ring.close();
    expect(ring.clock.delays).toHaveLength(0);
  });

  it("the turn of the hour is told even when all keys are ready: the panel's counts begin anew", async () => {
    const ring = bench();
    ring.succeed(ring.lease());
    const changes = ring.changes;
    await ring.clock.advanceTo("2026-03-14T10:00:00Z");
    expect(ring.changes).toBe(changes + 1);
    expect(ring.state("first").hour.requests).toBe(0);
  });
});

describe("the owner's changes while the bot runs", () => {
  it("take effect with the next question, and are no switch to tell of", () => {
    const ring = bench();
    ring.ring.setKeys([keyNamed("second"), keyNamed("first")]);
    expect(ring.next).toBe("second");
    ring.ring.setKeys([keyNamed("second", { enabled: false }), keyNamed("first")]);
    expect(ring.next).toBe("first");
    expect(ring.switches).toHaveLength(0);
  });

  it("keep what is known of a key that only moves", () => {
    const ring = bench();
    ring.fail(ring.lease(), { status: 402 });
    ring.ring.setKeys([keyNamed("second"), keyNamed("first", { label: "renamed" })]);
    expect(ring.state("first")).toMatchObject({ state: "spent", label: "renamed" });
  });

  it("a key that is removed amid its request is counted, and touches nobody else", () => {
    const ring = bench();
    const lease = ring.lease();
    ring.ring.setKeys([keyNamed("second")]);
    ring.fail(lease, { status: 401 });
    expect(ring.state("second").state).toBe("ready");
    expect(ring.ledger.usage("first").hour.requests).toBe(1);
    expect(ring.stateStore.load()).toEqual([]);
  });
});
