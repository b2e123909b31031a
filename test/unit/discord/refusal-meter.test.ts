import { expect, it } from "vitest";
import { RefusalMeter } from "../../../src/engine/discord/refusal-meter.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

it("the meter of refused requests warns at every 500th, and is empty again when Discord's window is over", async () => {
  const clock = new VirtualClock();
  const warned: number[] = [];
  const meter = new RefusalMeter(clock, (count) => warned.push(count));
  expect(meter.count).toBe(0);
  for (let count = 1; count <= 1200; count += 1) meter.note(count, 600_000);
  expect([meter.count, warned]).toEqual([1200, [500, 1000]]);
  await clock.advance(600_000);
  expect(meter.count).toBe(0);
});
