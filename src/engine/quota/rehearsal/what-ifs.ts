import { planPresets } from "../../../shared/quota-presets.ts";
import type { WhatIf } from "../../../shared/rehearsal.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import { describeLimit } from "../limits.ts";

/** A scenario with one thing changed. */
export interface Variant extends Pick<WhatIf, "id" | "change"> {
  scenario: Scenario;
}

/** The plan that is tried in place of the scenario's own. */
const otherPlanId = "hf-pro";

/** What an owner could change; what is so already is left out. */
export function variantsOf(scenario: Scenario): Variant[] {
  const { bot, keys, mentionShare } = scenario;
  const variants: Variant[] = [
    { id: "one-more-key", change: "one more key", scenario: { ...scenario, keys: keys + 1 } },
  ];
  const plan = planPresets.find(({ id }) => id === otherPlanId);
  if (plan && JSON.stringify(plan.limits) !== JSON.stringify(scenario.limits)) {
    const change = `${plan.name}: ${plan.limits.map(describeLimit).join(", ")} (${plan.asOf}, check yours)`;
    variants.push({ id: "other-plan", change, scenario: { ...scenario, limits: plan.limits } });
  }
  if (bot.memberQuestionsPerMinute !== 1) {
    const paused = { ...scenario, bot: { ...bot, memberQuestionsPerMinute: 1 } };
    variants.push({ id: "member-pause", change: "one question a minute from each member", scenario: paused });
  }
  if (!bot.mentionOnly && mentionShare < 1) {
    const mentioned = { ...scenario, bot: { ...bot, mentionOnly: true } };
    variants.push({ id: "mention-only", change: "answering mentions only", scenario: mentioned });
  }
  return variants;
}
