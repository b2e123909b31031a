import { limitsInWords } from "../../../shared/limit-words.ts";
import { countingWith, planPresets, planWith } from "../../../shared/quota-presets.ts";
import type { WhatIf } from "../../../shared/rehearsal.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import type { Settings } from "../../../shared/settings.ts";
import { botAsSet } from "./bot-as-set.ts";

/** A scenario with one thing changed. */
export interface Variant extends Pick<WhatIf, "id" | "change"> {
  scenario: Scenario;
}

/** The plan that is tried in place of the scenario's own. */
const otherPlanId = "hf-pro";

/** What an owner could change; what is so already, by the scenario or the settings, and what cannot help is left out. */
export function variantsOf(planned: Scenario, settings: Settings): Variant[] {
  const scenario = botAsSet(planned, settings);
  return [...keyVariants(scenario), ...botVariants(scenario)];
}

/** Without a limit neither more keys nor another plan give more. */
function keyVariants(scenario: Scenario): Variant[] {
  if (scenario.limits.length === 0) return [];
  const oneMore = { ...scenario, keys: scenario.keys + 1 };
  const variants: Variant[] = [{ id: "one-more-key", change: "one more key", scenario: oneMore }];
  const plan = planPresets.find(({ id }) => id === otherPlanId);
  const before = planWith(scenario.limits);
  if (plan && plan !== before) {
    const overheadCharacters = countingWith(plan, before, scenario.overheadCharacters);
    const change = `${plan.name}: ${limitsInWords(plan.limits)} (${plan.asOf}, check yours)`;
    variants.push({ id: "other-plan", change, scenario: { ...scenario, limits: plan.limits, overheadCharacters } });
  }
  return variants;
}

function botVariants(scenario: ReturnType<typeof botAsSet>): Variant[] {
  const { bot, mentionShare } = scenario;
  const variants: Variant[] = [];
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
