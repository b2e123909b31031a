import { describe, expect, it } from "vitest";
import { RecentPace } from "../../../src/engine/quota/recent-pace.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const minuteMs = 60_000;

function bench() {
  const clock = new VirtualClock("2026-03-14T09:20:30Z");
  return { clock, pace: new RecentPace(clock) };
}

describe("the recent pace", () => {
  it("begins with the process", () => {
    const { clock, pace } = bench();
    pace.add(2);
    clock.advanceSync(90_000);
    pace.add(1);
    expect(pace.current).toEqual({ sinceMs: Date.parse("2026-03-14T09:20:30Z"), requests: 3 });
  });

  it("reaches back nine whole minutes and the present one", () => {
    const { clock, pace } = bench();
    for (let minute = 0; minute < 30; minute += 1) {
      pace.add(1);
      clock.advanceSync(minuteMs);
    }
    expect(pace.current).toEqual({ sinceMs: Date.parse("2026-03-14T09:41:00Z"), requests: 9 });
  });

  it("is nothing after a quiet while", () => {
    const { clock, pace } = bench();
    pace.add(5);
    clock.advanceSync(11 * minuteMs);
    expect(pace.current.requests).toBe(0);
  });
});
