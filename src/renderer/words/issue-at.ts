import type { ZodError } from "zod";
import { issueInWords } from "../../shared/issue-words.ts";
import { snowflake } from "../../shared/settings.ts";

/** The first issue of a zod error at this path (dotted), as a sentence; undefined where there is none. */
export function issueAt(error: ZodError, path: string): string | undefined {
  const issue = error.issues.find((one) => one.path.join(".") === path);
  return issue && issueWords(issue);
}

/** An issue as a sentence for the one who types; zod's own words are put plainly where they can be. */
export function issueWords(issue: ZodError["issues"][number]): string {
  return asSentence(issueInWords(issue));
}

/** What is wrong with a Discord id as it is typed; null where nothing is, or nothing stands there yet. */
export function idIssue(typed: string): string | null {
  const [issue] = typed === "" ? [] : (snowflake.safeParse(typed.trim()).error?.issues ?? []);
  return issue ? issueWords(issue) : null;
}

/** `must be at least 1` becomes `Must be at least 1.` */
export function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
