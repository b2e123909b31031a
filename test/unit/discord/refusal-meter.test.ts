import { describe, expect, it } from "vitest";
import { RefusalMeter } from "../../../src/engine/discord/refusal-meter.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

describe("the meter of refused requests", () => {
  it("warns at every 500th, and is empty again when Discord's window is over", async () => {
    const clock = new VirtualClock();
    const warned: string[] = [];
    const meter = new RefusalMeter(clock, (sentence) => warned.push(sentence));
    expect(meter.count).toBe(0);
    for (let count = 1; count <= 1200; count += 1) meter.note(count, 600_000);
    expect(meter.count).toBe(1200);
    expect(warned).toEqual([expect.stringContaining("refused 500 "), expect.stringContaining("refused 1000 ")]);
    await clock.advance(600_000);
    expect(meter.count).toBe(0);
  });

  it("adds up what Discord has refused to each process, as long as its window lasts", async () => {
    const clock = new VirtualClock();
    const meter = new RefusalMeter(clock, () => undefined);
    meter.note(4, 600_000);
    await clock.advance(300_000);
    meter.note(1, 600_000, 0);
    meter.note(2, 600_000, 0);
    expect(meter.count).toBe(6);
    await clock.advance(300_000);
    expect(meter.count).toBe(2);
    meter.note(3, 300_000, 0);
    expect(meter.count).toBe(3);
  });
});
