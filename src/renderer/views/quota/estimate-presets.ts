import { estimateInputSchema } from "../../../shared/estimate.ts";
import {
  countingWith,
  type PlanPreset,
  planPresets,
  planWith,
  type TrafficPreset,
  trafficFields,
  trafficPresets,
} from "../../../shared/quota-presets.ts";
import { draftsOf, limitsOf } from "../../components/limit-drafts.ts";
import type { EstimateDraft } from "./estimate-fields.ts";

/** The preset whose traffic the draft holds; null where the figures are the owner's own. */
export function trafficOf(draft: EstimateDraft): TrafficPreset | null {
  return (
    trafficPresets.find((preset) => trafficFields.every((name) => draft[name] === figuresOf(preset)[name])) ?? null
  );
}

/** The draft with a preset's traffic, or as it is where there is no such preset. */
export function withTraffic(draft: EstimateDraft, id: string | null): EstimateDraft {
  const preset = trafficPresets.find((one) => one.id === id);
  return preset ? { ...draft, ...figuresOf(preset) } : draft;
}

/** The plan whose limits the draft holds, in whatever order; null where they are the owner's own. */
export function planOf(draft: EstimateDraft): PlanPreset | null {
  const limits = limitsOf(draft.limits);
  return (limits && planWith(limits)) ?? null;
}

/**
 * The draft with a plan's limits, counted as the plan counts, or as it is where there is no such plan. `sentNow` is what
 * goes along with a message, in characters, for a plan that counts all of it.
 */
export function withPlan(draft: EstimateDraft, id: string | null, sentNow: number): EstimateDraft {
  const plan = planPresets.find((one) => one.id === id);
  if (!plan) return draft;
  const counting = countingWith(plan, planOf(draft) ?? undefined, draft.overheadCharacters);
  return { ...draft, limits: draftsOf(plan.limits), overheadCharacters: counting ?? sentNow };
}

function figuresOf({ estimate }: TrafficPreset): Record<(typeof trafficFields)[number], number> {
  const { members, onlineShare, regularShare, lines, windowHours, days } = estimateInputSchema.parse(estimate);
  return { members, onlineShare, regularShare, lines, windowHours, days };
}
