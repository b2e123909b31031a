import { isRecord } from "../../shared/is-record.ts";
import { isAlike } from "../words/is-alike.ts";

/** A draft with what once became of `before`, namely `after`, taken back; what was typed since then stays. */
export function takenBack<T>(now: T, after: T, before: T): T {
  if (!hasFields(now) || !hasFields(after) || !hasFields(before)) return isAlike(now, after) ? before : now;
  const names = Object.keys({ ...before, ...now });
  return Object.fromEntries(names.map((name) => [name, takenBack(now[name], after[name], before[name])])) as T;
}

function hasFields(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !Array.isArray(value);
}
