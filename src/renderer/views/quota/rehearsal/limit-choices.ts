import type { KeyStatus } from "../../../../shared/models.ts";
import { isSameLimits, planPresets } from "../../../../shared/quota-presets.ts";
import type { Limit } from "../../../../shared/settings.ts";

/** Limits to choose for the keys of a rehearsal. */
export interface LimitChoice {
  value: string;
  label: string;
  limits: readonly Limit[];
  /** As in a plan. */
  overheadCharacters?: number;
  /** Where they come from. */
  note: string;
}

/** The plans that are known, and what the owner has entered for the keys. */
export function limitChoices(keys: readonly KeyStatus[]): LimitChoice[] {
  return [
    ...planPresets.map(({ id, name, limits, overheadCharacters, asOf, note }) => ({
      ...{ value: `plan:${id}`, label: name, limits, note: `As of ${asOf}. ${note}` },
      ...(overheadCharacters !== undefined && { overheadCharacters }),
    })),
    ...keys
      .filter(({ limits }) => limits.length > 0)
      .map(({ id, label, limits }) => ({
        value: `key:${id}`,
        label: `As set for "${label}"`,
        limits,
        note: "As you have entered them under Keys.",
      })),
  ];
}

/** The choice that these limits are; undefined where they are others. */
export function choiceOf(
  choices: readonly LimitChoice[],
  limits: readonly Pick<Limit, "window" | "unit">[],
): LimitChoice | undefined {
  return choices.find((choice) => isSameLimits(choice.limits, limits));
}
