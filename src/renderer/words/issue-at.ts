import type { ZodError } from "zod";

type Issue = ZodError["issues"][number];

/** The first issue of a zod error at this path (dotted), as a sentence; undefined where there is none. */
export function issueAt(error: ZodError, path: string): string | undefined {
  const issue = error.issues.find((one) => one.path.join(".") === path);
  return issue && issueWords(issue);
}

/** An issue as a sentence for the one who types; zod's own words are put plainly where they can be. */
export function issueWords(issue: Issue): string {
  const isOwn = !/^(Too|Invalid) /.test(issue.message);
  if (isOwn) return asSentence(issue.message);
  if (issue.code === "too_big" && issue.origin !== "string") return `Must be at most ${issue.maximum}.`;
  if (issue.code === "too_small" && issue.origin !== "string") return `Must be at least ${issue.minimum}.`;
  if (issue.code === "too_small") return "Must not be empty.";
  if (issue.code === "invalid_type" && issue.expected === "int") return "Must be a whole number.";
  if (issue.code === "invalid_type" && issue.expected === "number") return "Must be a number.";
  return asSentence(issue.message);
}

/** `must be at least 1` becomes `Must be at least 1.`; zod's own `Too small: expected …` stays readable as it is. */
export function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
