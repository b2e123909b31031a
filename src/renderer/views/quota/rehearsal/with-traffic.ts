import type { TrafficProfile } from "../../../../shared/forecast.ts";
import { ownScenario } from "../../../../shared/own-traffic.ts";
import type { TrafficPreset } from "../../../../shared/quota-presets.ts";
import { scenarioSchema } from "../../../../shared/scenario.ts";
import { type RehearsalDraft, withScenario } from "./rehearsal-draft.ts";

/** The draft with a preset's traffic; keys, limits, model and bot stay the owner's. */
export function withPreset(draft: RehearsalDraft, { scenario }: TrafficPreset): RehearsalDraft {
  const { model } = draft.scenario;
  return withScenario(draft, { ...scenarioSchema.parse(scenario), ...ownParts(draft), model });
}

/** The draft with the traffic of the owner's own server, and with how the model answers there. */
export function withProfile(draft: RehearsalDraft, profile: TrafficProfile): RehearsalDraft {
  const own = ownScenario(profile);
  const model = { ...draft.scenario.model, ...own.model };
  return withScenario(draft, { ...scenarioSchema.parse(own), ...ownParts(draft), model });
}

function ownParts({ scenario }: RehearsalDraft): Partial<RehearsalDraft["scenario"]> {
  const { keys, limits, limitsAreKnown, overheadCharacters, charactersPerToken, discord, bot } = scenario;
  return { keys, limits, limitsAreKnown, overheadCharacters, charactersPerToken, discord, bot };
}
