import { type RehearsalRequest, rehearsalRequestSchema, type Scenario } from "../../../../shared/scenario.ts";
import { issueWords } from "../../../words/issue-at.ts";

/** As it is while somebody types: any number may be a text that is none yet. */
type Typed<T> = T extends number
  ? number | string
  : T extends readonly (infer Item)[]
    ? Typed<Item>[]
    : T extends object
      ? { [Name in keyof T]: Typed<T[Name]> }
      : T;

export type RehearsalDraft = Typed<RehearsalRequest>;

/** What is wrong in a draft: a sentence by dotted path. */
export type Issues = Readonly<Record<string, string>>;

/** The story's day, which the schema holds as defaults. */
export function storyRehearsal(): RehearsalDraft {
  return rehearsalRequestSchema.parse({});
}

/** The draft as the command takes it, null while something is wrong, and the first issue of each field. */
export function readRehearsal(draft: RehearsalDraft): { request: RehearsalRequest | null; issues: Issues } {
  const parsed = rehearsalRequestSchema.safeParse(draft);
  if (parsed.success) return { request: parsed.data, issues: {} };
  const issues: Record<string, string> = {};
  for (const issue of parsed.error.issues) issues[issue.path.join(".")] ??= issueWords(issue);
  return { request: null, issues };
}

export function withScenario(draft: RehearsalDraft, change: Partial<Typed<Scenario>>): RehearsalDraft {
  return { ...draft, scenario: { ...draft.scenario, ...change } };
}

/** The draft with another value at a dotted path, such as `scenario.model.medianAnswerMs`. */
export function withValue(draft: RehearsalDraft, path: string, value: unknown): RehearsalDraft {
  const changed = structuredClone(draft);
  const names = path.split(".");
  const last = names.pop() ?? "";
  const place = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], changed);
  (place as Record<string, unknown>)[last] = value;
  return changed;
}
