import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/engine/inference/key-ring.ts";
import { keyNamed, oneRequest, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const names = ["a", "b", "c"];
const limit = 4;

type Act = { kind: "ask" } | { kind: "settle"; status: number; which: number } | { kind: "pass"; ms: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Act>({ kind: "ask" }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      status: fc.constantFrom(200, 200, 200, 500, 429, 402, 401),
      which: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 2_000_000 }) }),
  },
);

/** Lives through the acts; calls `check` with each lease as it is given. */
function live(acts: Act[], check: (bench: RingBench, lease: Lease) => void): RingBench {
  const keys = names.map((name) => keyNamed(name, { limits: [{ window: "hour", unit: "requests", amount: limit }] }));
  const bench = new RingBench(new VirtualClock(), keys);
  const inFlight: Lease[] = [];
  for (const each of acts) {
    if (each.kind === "pass") bench.clock.advanceSync(each.ms);
    else if (each.kind === "ask") {
      const lease = bench.ring.choose(oneRequest);
      if (lease.key === null) continue;
      inFlight.push(lease);
      check(bench, lease);
    } else {
      const [lease] = inFlight.splice(each.which % Math.max(1, inFlight.length), 1);
      if (!lease) continue;
      if (each.status === 200) bench.succeed(lease);
      else bench.fail(lease, { status: each.status });
    }
  }
  return bench;
}

describe("whatever happens to a ring", () => {
  it("a key that rests is never asked", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        live(acts, (bench, lease) => expect(bench.state(lease.key.id).state).toBe("ready"));
      }),
    );
  });

  it("a key before it in the order is asked if it can be", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const inFlight = new Map(names.map((name) => [name, 0]));
        live(
          acts.filter(({ kind }) => kind === "ask"),
          (bench, lease) => {
            for (const name of names.slice(0, names.indexOf(lease.key.id))) {
              expect(bench.state(name).state === "ready" && inFlight.get(name) !== limit).toBe(false);
            }
            inFlight.set(lease.key.id, (inFlight.get(lease.key.id) ?? 0) + 1);
          },
        );
      }),
    );
  });

  it("the requests of an hour, those in flight included, stay within the owner's limit", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const begun = new Map<string, number>();
        live(
          acts.map((each) => (each.kind === "pass" ? { kind: "ask" } : each)),
          (_bench, { key }) => {
            begun.set(key.id, (begun.get(key.id) ?? 0) + 1);
            expect(begun.get(key.id)).toBeLessThanOrEqual(limit);
          },
        );
      }),
    );
  });

  it("the primary is back exactly at the turn of the hour, whenever it was refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_599_999 }), (intoHour) => {
        const start = Date.parse("2026-03-14T09:00:00Z");
        const bench = new RingBench(new VirtualClock(start + intoHour), [keyNamed("a"), keyNamed("b")]);
        bench.fail(bench.lease(), { status: 429, bodyText: "reset hourly" });
        bench.clock.advanceSync(3_600_000 - intoHour - 1);
        expect(bench.next).toBe("b");
        bench.clock.advanceSync(1);
        expect(bench.state("a").active).toBe(true);
        expect(bench.switches).toHaveLength(2);
      }),
    );
  });

  it("what is announced is what is true: the last switch names the key that answers", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const bench = live(acts, () => undefined);
        const active = bench.ring.statuses().find((status) => status.active);
        expect(active?.label ?? null).toBe(bench.switches.length > 0 ? bench.switches.at(-1)?.to : "a");
      }),
    );
  });
});
