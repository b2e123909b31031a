import type { TrafficProfile } from "../../../../shared/forecast.ts";
import { ownScenario } from "../../../../shared/own-traffic.ts";
import type { TrafficPreset } from "../../../../shared/quota-presets.ts";
import { scenarioSchema } from "../../../../shared/scenario.ts";
import { type RehearsalDraft, withScenario } from "./rehearsal-draft.ts";

/** The draft with a preset's traffic; keys, limits, model and bot stay the owner's. */
export function withPreset(draft: RehearsalDraft, { scenario }: TrafficPreset): RehearsalDraft {
  const { keys, limits, limitsAreKnown, model, discord, bot } = draft.scenario;
  return withScenario(draft, { ...scenarioSchema.parse(scenario), keys, limits, limitsAreKnown, model, discord, bot });
}

/** The draft with the traffic of the owner's own server, and with how the model answers there. */
export function withProfile(draft: RehearsalDraft, profile: TrafficProfile): RehearsalDraft {
  const { keys, limits, limitsAreKnown, model, discord, bot } = draft.scenario;
  const own = ownScenario(profile);
  return withScenario(draft, {
    ...scenarioSchema.parse(own),
    ...{ keys, limits, limitsAreKnown, discord, bot, model: { ...model, ...own.model } },
  });
}
