import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What a value must be where zod's own words name its type. */
const kinds: Record<string, string> = {
  object: "must be an object in braces",
  record: "must be an object in braces",
  array: "must be a list in brackets",
  string: "must be a text in quotes",
  boolean: "must be true or false",
  number: "must be a number",
  int: "must be a whole number",
};

/** What is wrong, in words that follow the name of what it is wrong with; a schema's own words stay as they are. */
export function issueInWords(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return `knows no ${quoted(issue.keys)}`;
  const isOwn = !/^(Too|Invalid) /.test(issue.message);
  if (isOwn) return issue.message;
  switch (issue.code) {
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin, Number(issue.maximum))}`;
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "invalid_value":
      return `must be ${new Intl.ListFormat("en", { type: "disjunction" }).format(issue.values.map(String))}`;
    case "invalid_type":
      return kinds[issue.expected] ?? issue.message;
    default:
      return issue.message;
  }
}

/** The issues of what `whole` names as one line: `members: must not be negative; limits no. 1, amount: …`. */
export function issuesInWords(error: z.ZodError, whole: string): string {
  return error.issues
    .map((issue) => {
      const separator = issue.code === "unrecognized_keys" || issue.path.length === 0 ? " " : ": ";
      return `${issue.path.length === 0 ? whole : pathInWords(issue.path)}${separator}${issueInWords(issue)}`;
    })
    .join("; ");
}

/** As `bursts no. 1, minutes`. */
function pathInWords(path: readonly PropertyKey[]): string {
  return path.map((name, place) => stepInWords(name, place === 0)).join("");
}

function stepInWords(name: PropertyKey, isFirst: boolean): string {
  if (typeof name === "number") return ` no. ${name + 1}`;
  return isFirst ? String(name) : `, ${String(name)}`;
}

function unitOf(origin: string, count: number): string {
  if (origin === "string") return count === 1 ? " character" : " characters";
  return origin === "array" ? " in number" : "";
}

function quoted(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names.map((name) => `"${name}"`));
}
