import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSystemClock } from "../../../src/host/system-clock.ts";

const dayMs = 24 * 3600 * 1000;

describe("the system's clock", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits a whole month, which is longer than Node's timers reach", () => {
    const task = vi.fn();
    createSystemClock().after(31 * dayMs, task);
    vi.advanceTimersByTime(31 * dayMs - 1);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });

  it("forgets a task that was cancelled on the way", () => {
    const task = vi.fn();
    const cancel = createSystemClock().after(31 * dayMs, task);
    vi.advanceTimersByTime(30 * dayMs);
    cancel();
    vi.advanceTimersByTime(dayMs);
    expect(task).not.toHaveBeenCalled();
  });
});
