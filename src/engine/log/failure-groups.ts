import type { FailureGroup } from "../../shared/failure-groups.ts";
import type { Database } from "../storage/database.ts";

/** Failures seen by their causes. */
export interface FailureGroups {
  /** Causes with an open failure, or all; the one with the newest failure first. Throws a QuipdeckError. */
  list(query: { withResolved: boolean; limit: number }): FailureGroup[];
  /** Gives `to` to the cause's failures whose `resolvedAt` is `from`, and the count of them. Part of the caller's transaction. */
  settle(cause: string, from: number | null, to: number | null): number;
}

/** The whole of it is answered by the index of causes; the words are those of the newest failure. */
const listed = `
  SELECT counted.cause, summary, mend, stage, open, resolved, firstAt, lastAt, lastResolvedAt
  FROM (
    SELECT cause, max(id) AS newestId, sum(resolvedAt IS NULL) AS open, count(resolvedAt) AS resolved,
      min(at) AS firstAt, max(at) AS lastAt, max(resolvedAt) AS lastResolvedAt
    FROM failures GROUP BY cause HAVING open > 0 OR ?
  ) AS counted JOIN failures ON failures.id = newestId
  ORDER BY open > 0 DESC, newestId DESC LIMIT ?`;

export function createFailureGroups(database: Database): FailureGroups {
  const list = database.statement<FailureGroup>(listed);
  const settle = database.statement<never>("UPDATE failures SET resolvedAt = ? WHERE cause = ? AND resolvedAt IS ?");
  return {
    // A row of SQLite has no prototype.
    list: ({ withResolved, limit }) => list.all(withResolved ? 1 : 0, limit).map((row) => ({ ...row })),
    settle: (cause, from, to) => settle.run(to, cause, from),
  };
}
