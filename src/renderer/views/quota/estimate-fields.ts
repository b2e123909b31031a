import { type EstimateInput, estimateInputSchema } from "../../../shared/estimate.ts";
import { type DraftLimit, draftsOf, limitsOf } from "../../components/limit-drafts.ts";
import { issueAt } from "../../words/issue-at.ts";

export type EstimateField = Exclude<keyof EstimateInput, "limits">;

/** The estimate's inputs while they are being typed. */
export interface EstimateDraft extends Record<EstimateField, number | string> {
  limits: readonly DraftLimit[];
}

export type EstimateIssues = Partial<Record<EstimateField, string>>;

export interface FieldWords {
  name: EstimateField;
  label: string;
  /** True for a share, which the field shows and judges in percent. */
  isShare?: boolean;
}

export const trafficWords: readonly FieldWords[] = [
  { name: "members", label: "Members of the server" },
  { name: "onlineShare", label: "Of them online that day", isShare: true },
  { name: "regularShare", label: "Of those talk to the bot", isShare: true },
  { name: "lines", label: "Lines each writes a day" },
  { name: "windowHours", label: "Within so many hours" },
  { name: "days", label: "Days a month" },
];

export const messageWords: readonly FieldWords[] = [
  { name: "wordsPerMessage", label: "Words per message" },
  { name: "charactersPerWord", label: "Characters per word" },
  { name: "overheadCharacters", label: "Characters added" },
  { name: "charactersPerToken", label: "Characters per token" },
];

export const keyWords: readonly FieldWords[] = [{ name: "keys", label: "Keys" }];

const shares = new Set(trafficWords.filter(({ isShare }) => isShare).map(({ name }) => name));

/** The story's own figures, which the schema holds as defaults. */
export function storyDraft(): EstimateDraft {
  const story = estimateInputSchema.parse({});
  return { ...story, limits: draftsOf(story.limits) };
}

/** The draft as the command takes it, or null, and the issue of each field that is not acceptable, as a sentence. */
export function readDraft({ limits: rows, ...fields }: EstimateDraft): {
  input: EstimateInput | null;
  issues: EstimateIssues;
} {
  const names = Object.keys(fields) as EstimateField[];
  const missing = names.filter((name) => fields[name] === "");
  const given = names.filter((name) => !missing.includes(name)).map((name) => [name, Number(fields[name])]);
  const limits = limitsOf(rows);
  const parsed = estimateInputSchema.safeParse({ ...Object.fromEntries(given), limits: limits ?? [] });
  const issues: EstimateIssues = Object.fromEntries(missing.map((name) => [name, "Give a number."]));
  if (!parsed.success) {
    for (const name of names) {
      const issue = issueAt(parsed.error, name);
      if (issue !== undefined) issues[name] = shares.has(name) ? "Must be from 0 to 100 %." : issue;
    }
    return { input: null, issues };
  }
  return { input: missing.length === 0 && limits !== null ? parsed.data : null, issues };
}
