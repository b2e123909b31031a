import { useCallback, useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { FailureGroup } from "../../../shared/failure-groups.ts";
import type { Failure } from "../../../shared/models.ts";
import { useCall } from "../../state/panel-context.tsx";
import { mergeNewestFirst } from "../../state/panel-state.ts";
import { useAction } from "../../state/use-action.ts";

const pageSize = 50;

interface Occurrences {
  /** Newest first; null before they are read for the first time. */
  failures: Failure[] | null;
  error: ErrorReport | null;
  /** Reads the next page; null where all are here. */
  showOlder: (() => void) | null;
}

/** The failures of a group: the open ones, or the resolved ones where none is open; with both where that is wanted. */
export function useOccurrences({ cause, open, resolved, lastAt }: FailureGroup, withResolved: boolean): Occurrences {
  const call = useCall();
  const [failures, setFailures] = useState<Failure[] | null>(null);
  const { run, error } = useAction();
  const total = (open > 0 ? open : 0) + (withResolved || open === 0 ? resolved : 0);

  const read = useCallback(
    async (before?: number) => {
      const kinds = [...(open > 0 ? [false] : []), ...(withResolved || open === 0 ? [true] : [])];
      const page = { cause, limit: pageSize, ...(before === undefined ? {} : { before }) };
      const found = await Promise.all(kinds.map((kind) => call("failures/list", { ...page, resolved: kind })));
      // Of both kinds the newest, so that none is passed over by the next page.
      return mergeNewestFirst(found.flat(), [], pageSize);
    },
    [call, cause, open, withResolved],
  );
  useEffect(() => {
    let isCurrent = true;
    // Read again when another one has come.
    if (lastAt >= 0) void run(() => read()).then((found) => isCurrent && found && setFailures(found));
    return () => {
      isCurrent = false;
    };
  }, [read, run, lastAt]);

  const oldest = failures?.at(-1)?.id;
  const showOlder = () =>
    void run(async () => {
      const older = await read(oldest);
      setFailures((known) => mergeNewestFirst(older, known ?? [], Number.POSITIVE_INFINITY));
    });
  return { failures, error, showOlder: failures && failures.length < total && oldest !== undefined ? showOlder : null };
}
