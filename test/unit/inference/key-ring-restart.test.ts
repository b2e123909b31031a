import { describe, expect, it } from "vitest";
import { judge } from "../../../src/engine/inference/verdict.ts";
import { failureOf, keyNamed, oneRequest, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const hourly = "Rate limit reached. You reached free usage limit (reset hourly).";

function bench(keys = [keyNamed("first"), keyNamed("second")]) {
  return new RingBench(new VirtualClock("2026-03-14T09:20:00Z"), keys);
}

describe("a restart", () => {
  it("leaves a resting key resting until its time", async () => {
    const keys = [keyNamed("first"), keyNamed("second")];
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    await ring.clock.advance(60_000);
    ring.restart(keys);
    expect(ring.state("first")).toMatchObject({ state: "cooling", until: Date.parse("2026-03-14T10:00:00Z") });
    await ring.clock.advanceTo("2026-03-14T10:00:00Z");
    expect(ring.next).toBe("first");
  });

  it("with the clock set back meanwhile makes the rest no longer than it was", async () => {
    const keys = [keyNamed("first"), keyNamed("second")];
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    ring.clock.stepWallClock(-86_400_000);
    ring.restart(keys);
    await ring.clock.advance(41 * 60_000);
    expect(ring.next).toBe("first");
  });

  it("after the rest is over finds the key ready", () => {
    const keys = [keyNamed("first"), keyNamed("second")];
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 429, bodyText: hourly });
    ring.ring.close();
    ring.clock.advanceSync(3_600_000);
    ring.restart(keys);
    expect(ring.next).toBe("first");
  });
});

describe("what is stored of keys", () => {
  const keys = [keyNamed("first"), keyNamed("second")];

  it("is not touched by a process in which no key changes", () => {
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 402 });
    const { saves } = ring.stateStore;
    ring.restart(keys);
    ring.restart([]);
    expect(ring.stateStore.saves).toBe(saves);
  });

  it("outlives a settings file that cannot be read", () => {
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 402 });
    ring.restart([]);
    ring.restart(keys);
    expect(ring.state("first").state).toBe("spent");
  });

  it("is what another process found out, where this one found nothing", async () => {
    const ring = bench(keys);
    const late = ring.lease();
    ring.fail(ring.lease(), { status: 429 });
    const other = ring.another(keys);
    ring.fail(late, { status: 402 });
    await ring.clock.advance(61_000);
    expect(other.statuses()[0]).toMatchObject({ id: "first", state: "ready" });
    expect(ring.stateStore.load()).toMatchObject([{ keyId: "first", state: "spent" }]);
    const lease = other.leaseOf("second", oneRequest);
    if (!lease) throw new Error("the key must be in the ring");
    const refusal = failureOf({ status: 401 });
    other.settle(lease, refusal.usage, judge(refusal, other.judgeContext(lease)));
    expect(ring.stateStore.load()).toMatchObject([
      { keyId: "first", state: "spent" },
      { keyId: "second", state: "rejected" },
    ]);
  });

  it("comes back with a key that was taken out and put in again", () => {
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 401 });
    ring.ring.setKeys([keyNamed("second")]);
    ring.ring.setKeys(keys);
    expect(ring.state("first").state).toBe("rejected");
  });

  it("is dropped 62 days after the key was last heard of", async () => {
    const ring = bench(keys);
    ring.fail(ring.lease(), { status: 401 });
    ring.ring.setKeys([keyNamed("second")]);
    await ring.clock.advance(61 * 86_400_000);
    ring.fail(ring.lease(), { status: 429 });
    expect(ring.stateStore.load().map(({ keyId }) => keyId)).toEqual(["first", "second"]);
    await ring.clock.advance(2 * 86_400_000);
    ring.fail(ring.lease(), { status: 429 });
    expect(ring.stateStore.load().map(({ keyId }) => keyId)).toEqual(["second"]);
  });
});
