import { describe, expect, it } from "vitest";
import { Ledger } from "../../../src/engine/quota/ledger.ts";
import { MemoryLedgerStore, oneRequest } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const times = (count: number) => ({ requests: count, characters: 100 * count, tokens: 25 * count });
const zero = times(0);

function bench(startAt = "2026-03-14T09:20:00Z") {
  const clock = new VirtualClock(startAt);
  const store = new MemoryLedgerStore();
  return { clock, store, ledger: new Ledger(clock, store) };
}

describe("the ledger", () => {
  it("counts requests, characters and tokens of each key apart", () => {
    const { ledger } = bench();
    ledger.add("one", oneRequest);
    ledger.add("one", oneRequest);
    expect(ledger.usage("one")).toEqual({ hour: times(2), day: times(2), month: times(2) });
    expect(ledger.usage("other")).toEqual({ hour: zero, day: zero, month: zero });
  });

  it("begins anew with the hour, the day and the month, each by UTC", () => {
    const { clock, ledger } = bench("2026-03-30T22:59:59Z");
    ledger.add("key", oneRequest);
    clock.advanceSync(1000);
    expect(ledger.usage("key")).toEqual({ hour: zero, day: times(1), month: times(1) });
    clock.advanceSync(3_600_000);
    expect(ledger.usage("key")).toEqual({ hour: zero, day: zero, month: times(1) });
    clock.advanceSync(24 * 3_600_000);
    expect(ledger.usage("key")).toEqual({ hour: zero, day: zero, month: zero });
  });

  it("goes on counting where it was after a restart", () => {
    const { clock, ledger, store } = bench();
    ledger.add("key", oneRequest);
    clock.advanceSync(3_600_000);
    ledger.add("key", oneRequest);
    const restarted = new Ledger(clock, store);
    restarted.add("key", oneRequest);
    expect(restarted.usage("key")).toEqual({ hour: times(2), day: times(3), month: times(3) });
  });

  it("finds the old counts when the clock is set back, and loses none", () => {
    const { clock, ledger } = bench("2026-03-14T09:59:00Z");
    ledger.add("key", oneRequest);
    clock.advanceSync(120_000);
    ledger.add("key", oneRequest);
    clock.stepWallClock(-180_000);
    expect(ledger.usage("key")).toEqual({ hour: times(1), day: times(2), month: times(2) });
  });

  it("gives back its hours oldest first", () => {
    const { clock, ledger } = bench();
    ledger.add("b", oneRequest);
    clock.advanceSync(7_200_000);
    ledger.add("a", oneRequest);
    const first = Date.parse("2026-03-14T09:00:00Z");
    expect(ledger.hours(0)).toEqual([
      { hour: first, keyId: "b", usage: times(1) },
      { hour: first + 7_200_000, keyId: "a", usage: times(1) },
    ]);
    expect(ledger.hours(first + 1)).toHaveLength(1);
  });

  it("keeps 31 days of hours and no more", () => {
    const { clock, ledger } = bench();
    for (let hour = 0; hour < 1000; hour += 1) {
      ledger.add("key", oneRequest);
      clock.advanceSync(3_600_000);
    }
    expect(ledger.hours(0)).toHaveLength(743);
  });
});
