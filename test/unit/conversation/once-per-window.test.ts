import { describe, expect, it } from "vitest";
import { createOncePerWindow } from "../../../src/engine/conversation/once-per-window.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

describe("once in a window", () => {
  it("is each key by itself, until its time is over", async () => {
    const clock = new VirtualClock();
    const once = createOncePerWindow(clock, () => 1000);
    expect([once.admit("a"), once.admit("a"), once.admit("b")]).toEqual([true, false, true]);
    await clock.advance(999);
    expect(once.admit("a")).toBe(false);
    await clock.advance(1);
    expect(once.admit("a")).toBe(true);
  });

  it("is always where the owner wants no window", () => {
    const once = createOncePerWindow(new VirtualClock(), () => 0);
    expect([once.admit("a"), once.admit("a")]).toEqual([true, true]);
  });
});
