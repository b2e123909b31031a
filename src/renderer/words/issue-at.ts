import type { ZodError } from "zod";

/** The first issue of a zod error at this path (dotted), as a sentence; undefined where there is none. */
export function issueAt(error: ZodError, path: string): string | undefined {
  const issue = error.issues.find((one) => one.path.join(".") === path);
  return issue && asSentence(issue.message);
}

/** `must be at least 1` becomes `Must be at least 1.`; zod's own `Too small: expected …` stays readable as it is. */
export function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
