import { expect, it } from "vitest";
import { LoginBudget } from "../../../src/engine/discord/login-budget.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const day = { total: 1000, remaining: 10, resetsInMs: 3_600_000 };

it("counts down what Discord allowed", () => {
  const budget = new LoginBudget(new VirtualClock());
  budget.begin(day, 1);
  budget.spend(1);
  expect([budget.left, budget.forSessions]).toEqual([9, { remaining: 9, resetsInMs: 3_600_000 }]);
});

it("has none left for a session that needs more than there are", () => {
  const budget = new LoginBudget(new VirtualClock());
  budget.begin(day, 4);
  budget.spend(4);
  expect(budget.forSessions).toMatchObject({ remaining: 3 });
  budget.spend(3);
  expect([budget.left, budget.forSessions?.remaining]).toEqual([3, 0]);
});

it("knows nothing once Discord's day is over, nor where Discord does not tell", async () => {
  const clock = new VirtualClock();
  const budget = new LoginBudget(clock);
  budget.begin(day, 1);
  await clock.advance(3_600_000);
  expect([budget.left, budget.forSessions]).toEqual([null, null]);
  budget.begin(null, 1);
  budget.spend(1);
  expect([budget.left, budget.forSessions]).toEqual([null, null]);
});
