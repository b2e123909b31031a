import type { KeyStatus } from "../../../../shared/models.ts";
import { planPresets } from "../../../../shared/quota-presets.ts";
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
  const key = (some: readonly object[]) => JSON.stringify(some.map((one) => Object.entries(one).sort()).sort());
  return choices.find((choice) => key(choice.limits) === key(limits));
}

/**
 * How messages are counted once a choice is made: as its figures do, else as before, but for a way that was only that of
 * the choice before.
 */
export function countingWith(
  choice: LimitChoice,
  before: LimitChoice | undefined,
  overheadCharacters: number | string | null,
): number | string | null {
  if (choice.overheadCharacters !== undefined) return choice.overheadCharacters;
  return before?.overheadCharacters === overheadCharacters ? null : overheadCharacters;
}
