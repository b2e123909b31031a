import { QuipdeckError } from "../../src/shared/errors.ts";
import type { FailureGroup } from "../../src/shared/failure-groups.ts";
import type { Failure } from "../../src/shared/models.ts";

/** The failures as the engine groups them. */
export function groupsOf(failures: readonly Failure[], withResolved: boolean): FailureGroup[] {
  const causes = [...new Set(failures.toSorted((a, b) => b.id - a.id).map(({ cause }) => cause))];
  return causes
    .map((cause) => groupOf(failures.filter((one) => one.cause === cause)))
    .filter(({ open }) => withResolved || open > 0);
}

function groupOf(failures: readonly Failure[]): FailureGroup {
  const newest = failures.toSorted((a, b) => b.id - a.id)[0];
  if (!newest) throw new Error("a cause without failures");
  const { cause, summary, mend, stage } = newest;
  const resolved = failures.flatMap(({ resolvedAt }) => resolvedAt ?? []);
  return {
    ...{ cause, summary, mend, stage },
    open: failures.length - resolved.length,
    resolved: resolved.length,
    firstAt: Math.min(...failures.map(({ at }) => at)),
    lastAt: Math.max(...failures.map(({ at }) => at)),
    lastResolvedAt: resolved.length > 0 ? Math.max(...resolved) : null,
  };
}

export function failureById(failures: readonly Failure[], id: number): Failure {
  const found = failures.find((failure) => failure.id === id);
  if (found) return found;
  throw new QuipdeckError("not-found", "This failure is no longer stored.", "Reload the list of failures.");
}
