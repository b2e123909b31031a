import type { KeyStatus } from "../../../../shared/models.ts";
import { planPresets } from "../../../../shared/quota-presets.ts";
import type { Limit } from "../../../../shared/settings.ts";
import { formatNumber } from "../../../words/format.ts";

/** Limits to choose for the keys of a rehearsal. */
export interface LimitChoice {
  value: string;
  label: string;
  limits: readonly Limit[];
  /** Where they come from. */
  note: string;
}

/** The plans that are known, and what the owner has entered for the keys. */
export function limitChoices(keys: readonly KeyStatus[]): LimitChoice[] {
  return [
    ...planPresets.map(({ id, name, limits, asOf, note }) => ({
      value: `plan:${id}`,
      label: name,
      limits,
      note: `As of ${asOf}. ${note}`,
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

interface SomeLimit {
  amount: number | string;
  unit: string;
  window: string;
}

const article = (window: string) => (window === "hour" ? "an" : "a");

/** As `300 requests an hour and 900 requests a month`. */
export function limitsInWords(limits: readonly SomeLimit[]): string {
  if (limits.length === 0) return "no limit";
  return new Intl.ListFormat("en").format(
    limits.map(({ amount, unit, window }) => `${formatNumber(Number(amount))} ${unit} ${article(window)} ${window}`),
  );
}
