import { describe, expect, it } from "vitest";
import { createMemberPace } from "../../../src/engine/conversation/member-pace.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

describe("a member's pace", () => {
  it("admits so many questions a minute, each member for themselves, and more when the minute is over", async () => {
    const clock = new VirtualClock();
    const pace = createMemberPace(clock, () => 2);
    expect([pace.admit("ann"), pace.admit("ann"), pace.admit("ann"), pace.admit("ben")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    await clock.advance(60_000);
    expect(pace.admit("ann")).toBe(true);
  });

  it("does not count what it refused", async () => {
    const clock = new VirtualClock();
    const pace = createMemberPace(clock, () => 1);
    pace.admit("ann");
    await clock.advance(59_999);
    expect(pace.admit("ann")).toBe(false);
    await clock.advance(1);
    expect(pace.admit("ann")).toBe(true);
  });

  it("tells each member once for each pause when it ends", async () => {
    const clock = new VirtualClock("2026-03-14T16:04:30Z");
    const pace = createMemberPace(clock, () => 2);
    expect(pace.noticeOfPause("ann")).toBeNull();
    pace.admit("ann");
    await clock.advance(10_000);
    pace.admit("ann");
    pace.admit("ann");
    expect(pace.noticeOfPause("ann")).toBe(Date.parse("2026-03-14T16:05:30Z"));
    pace.admit("ann");
    expect(pace.noticeOfPause("ann")).toBeNull();
    expect([pace.pausedUntil("ann"), pace.pausedUntil("ben")]).toEqual([
      Date.parse("2026-03-14T16:05:30Z"),
      clock.now(),
    ]);
    await clock.advance(50_000);
    expect([pace.admit("ann"), pace.admit("ann")]).toEqual([true, false]);
    expect(pace.noticeOfPause("ann")).toBe(Date.parse("2026-03-14T16:05:40Z"));
  });
});
