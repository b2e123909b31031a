import type { EstimateInput } from "../../../../shared/estimate.ts";
import { scenarioSchema } from "../../../../shared/scenario.ts";
import { spread } from "./busy-hours.ts";
import { type RehearsalDraft, withScenario } from "./rehearsal-draft.ts";

/** The story's evening. */
const firstHour = 18;

/** The draft with the estimate's figures, counted as the estimate counts; what it does not know stays as it was. */
export function withEstimate(draft: RehearsalDraft, input: EstimateInput): RehearsalDraft {
  const { members, onlineShare, regularShare, lines, wordsPerMessage, charactersPerWord, windowHours, days } = input;
  const { keys, limits, overheadCharacters, charactersPerToken } = input;
  const audience = { members, onlineShare, regularShare, lines, wordsPerMessage, charactersPerWord };
  const maxKeys = scenarioSchema.shape.keys.unwrap().maxValue ?? keys;
  return withScenario(draft, {
    ...audience,
    name: "The estimate",
    days,
    keys: Math.min(keys, maxKeys),
    limits,
    overheadCharacters,
    charactersPerToken,
    hourWeights: spread(firstHour, windowHours),
    bursts: [],
  });
}
