import { expect, it } from "vitest";
import { RefusalSum } from "../../../../src/engine/discord/gateway/refusal-sum.ts";
import { VirtualClock } from "../../../support/virtual-clock.ts";

it("adds up what Discord has refused to each process, as long as its window lasts", async () => {
  const clock = new VirtualClock();
  const told: [count: number, remainingMs: number][] = [];
  const sum = new RefusalSum(clock, (count, remainingMs) => told.push([count, remainingMs]));
  sum.note("own", 4, 600_000);
  await clock.advance(300_000);
  sum.note(0, 1, 600_000);
  sum.note(0, 2, 600_000);
  await clock.advance(300_000);
  sum.note(0, 3, 300_000);
  expect(told).toEqual([
    [4, 600_000],
    [5, 600_000],
    [6, 600_000],
    [3, 300_000],
  ]);
});
