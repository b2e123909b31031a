import type { z } from "zod";
import { estimateInputSchema } from "../../../shared/estimate.ts";
import { issueAt } from "../../words/issue-at.ts";

export type EstimateInput = z.infer<typeof estimateInputSchema>;
export type EstimateField = keyof EstimateInput;
export type EstimateDraft = Record<EstimateField, number | string>;

interface FieldWords {
  name: EstimateField;
  label: string;
  /** The field shows the value times this, e.g. 100 for a share in percent. */
  scale?: number;
  suffix?: string;
}

export const estimateFields: readonly FieldWords[] = [
  { name: "members", label: "Members of the server" },
  { name: "regularShare", label: "Of them talk to the bot daily", scale: 100, suffix: " %" },
  { name: "lines", label: "Lines each writes a day" },
  { name: "windowHours", label: "Within so many hours" },
  { name: "days", label: "Days a month" },
  { name: "wordsPerMessage", label: "Words per message" },
  { name: "charactersPerWord", label: "Characters per word" },
  { name: "overheadCharacters", label: "Characters added to each" },
  { name: "hourlyCharacters", label: "Hourly characters per key" },
  { name: "monthlyCharacters", label: "Monthly characters per key" },
  { name: "keys", label: "Keys" },
];

/** The story's own figures, which the schema holds as defaults. */
export function storyDraft(): EstimateDraft {
  return estimateInputSchema.parse({});
}

/** The draft as the command takes it, and the issue of each field that is not acceptable, as a sentence. */
export function readDraft(draft: EstimateDraft): {
  input: EstimateInput | null;
  issues: Partial<Record<EstimateField, string>>;
} {
  const numbers = Object.entries(draft).map(([name, value]) => [name, value === "" ? undefined : Number(value)]);
  const missing = Object.entries(draft).filter(([, value]) => value === "");
  const issues: Partial<Record<string, string>> = Object.fromEntries(missing.map(([name]) => [name, "Give a number."]));
  const parsed = estimateInputSchema.safeParse(Object.fromEntries(numbers));
  if (!parsed.success) {
    for (const name of Object.keys(draft)) issues[name] ??= issueAt(parsed.error, name);
    return { input: null, issues };
  }
  return { input: missing.length === 0 ? parsed.data : null, issues };
}
