import type { TrafficProfile } from "../../../../shared/forecast.ts";
import type { TrafficPreset } from "../../../../shared/quota-presets.ts";
import { scenarioSchema } from "../../../../shared/scenario.ts";
import { type RehearsalDraft, withScenario } from "./rehearsal-draft.ts";

/** The draft with a preset's traffic; keys, limits, model and bot stay the owner's. */
export function withPreset(draft: RehearsalDraft, { scenario }: TrafficPreset): RehearsalDraft {
  const { keys, limits, limitsAreKnown, model, discord, bot } = draft.scenario;
  return withScenario(draft, { ...scenarioSchema.parse(scenario), keys, limits, limitsAreKnown, model, discord, bot });
}

/** The draft with how and when the members of the owner's own server write, and how the model answers them. */
export function withProfile(draft: RehearsalDraft, profile: TrafficProfile): RehearsalDraft {
  const { wordsPerMessage, charactersPerWord, hourWeights } = profile;
  const { model } = draft.scenario;
  return withScenario(draft, {
    wordsPerMessage: rounded(wordsPerMessage),
    charactersPerWord: rounded(charactersPerWord),
    hourWeights,
    model: {
      ...model,
      answerCharacters: Math.round(profile.answerCharacters ?? Number(model.answerCharacters)),
      medianAnswerMs: Math.round(profile.medianAnswerMs ?? Number(model.medianAnswerMs)),
      p95AnswerMs: Math.round(profile.p95AnswerMs ?? Number(model.p95AnswerMs)),
    },
  });
}

/** Means have no more to say than three digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
