import { z } from "zod";
import { settingsSchema } from "../../../shared/settings.ts";
import { issueWords } from "../../words/issue-at.ts";

/** The schema of the setting at a dotted path, such as `behaviour.staleAfterMs` or `profiles.0.name`. */
function schemaAt(path: string): z.ZodType {
  let schema: z.ZodType = settingsSchema;
  for (const name of path.split(".")) {
    const inner = unwrapped(schema);
    if (inner instanceof z.ZodArray) schema = inner.element as z.ZodType;
    else if (inner instanceof z.ZodObject && Object.hasOwn(inner.shape, name)) schema = inner.shape[name] as z.ZodType;
    else throw new Error(`There is no setting "${path}".`);
  }
  return schema;
}

/** What is wrong with this value for the setting at `path`, as a sentence; null where nothing is. */
export function issueOfValue(path: string, value: unknown): string | null {
  const parsed = schemaAt(path).safeParse(value);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return issue ? issueWords(issue) : "Is not allowed.";
}

export interface NumberLimits {
  min: number | undefined;
  max: number | undefined;
  isInteger: boolean;
}

export function numberLimitsAt(path: string): NumberLimits {
  const schema = unwrapped(schemaAt(path));
  if (!(schema instanceof z.ZodNumber)) throw new Error(`The setting "${path}" is no number.`);
  return { min: finite(schema.minValue), max: finite(schema.maxValue), isInteger: schema.isInt };
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function finite(value: number | null): number | undefined {
  return value !== null && Number.isFinite(value) ? value : undefined;
}
