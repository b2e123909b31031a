/** A draft with what once became of `before`, namely `after`, taken back; what was typed since then stays. */
export function takenBack<T>(now: T, after: T, before: T): T {
  if (!isRecord(now) || !isRecord(after) || !isRecord(before)) return isAlike(now, after) ? before : now;
  const names = Object.keys({ ...before, ...now });
  return Object.fromEntries(names.map((name) => [name, takenBack(now[name], after[name], before[name])])) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAlike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
