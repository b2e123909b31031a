import { expect, it } from "vitest";
import { IdentifyGate } from "../../../../src/engine/discord/gateway/identify-gate.ts";
import { VirtualClock } from "../../../support/virtual-clock.ts";

/** Shards 0 to 4, which all want to log in at once. */
function crowdAt(groups: number) {
  const clock = new VirtualClock();
  const gate = new IdentifyGate(clock, groups);
  const passed: number[] = [];
  const want = (id: number) => void gate.pass(id).then(() => passed.push(id));
  for (let id = 0; id < 5; id += 1) want(id);
  return { clock, gate, passed, want };
}

it("lets one log in after the other where Discord allows one at a time", async () => {
  const { clock, passed } = crowdAt(1);
  await clock.advance(0);
  expect(passed).toEqual([0]);
  await clock.advance(5000);
  expect(passed).toEqual([0]);
  await clock.advance(6000);
  expect(passed).toEqual([0, 1, 2]);
});

it("lets one of each group log in at once", async () => {
  const { clock, passed } = crowdAt(3);
  await clock.advance(0);
  expect(passed).toEqual([0, 1, 2]);
  await clock.advance(5500);
  expect(passed).toEqual([0, 1, 2, 3, 4]);
});

it("has one that comes back wait only where its group has just been let in", async () => {
  const { clock, passed, want } = crowdAt(5);
  await clock.advance(2500);
  want(4);
  await clock.advance(2999);
  expect(passed).toHaveLength(5);
  await clock.advance(1);
  expect(passed).toHaveLength(6);
  await clock.advance(60_000);
  want(4);
  await clock.advance(0);
  expect(passed).toHaveLength(7);
});

it("leaves no timer behind", () => {
  const { clock, gate } = crowdAt(1);
  gate.close();
  expect(clock.delays).toEqual([]);
});
