import { useThrottledValue } from "@mantine/hooks";
import { useCallback, useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { FailureGroup } from "../../../shared/failure-groups.ts";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";

/** A burst of failures is counted anew no more often than this. */
const renewMs = 1000;

/** What was marked resolved last, and can be taken back. */
export interface Settled {
  cause: string;
  count: number;
  resolvedAt: number;
}

interface FailureGroups {
  /** Null before they are read for the first time. */
  groups: FailureGroup[] | null;
  error: ErrorReport | null;
  settled: Settled | null;
  resolve(group: FailureGroup): void;
  undo(settled: Settled): void;
}

/** The causes with open failures, and on demand the resolved ones; renewed as failures come and go. */
export function useFailureGroups(withResolved: boolean): FailureGroups {
  const call = useCall();
  const changes = useThrottledValue(
    useSnapshot((snapshot) => snapshot.failures),
    renewMs,
  );
  const [groups, setGroups] = useState<FailureGroup[] | null>(null);
  const [settled, setSettled] = useState<Settled | null>(null);
  const { run, error } = useAction();

  const reload = useCallback(
    () => run(async () => setGroups(await call("failures/groups", { withResolved }))),
    [withResolved, call, run],
  );
  useEffect(() => {
    // Read again with each change of what is open.
    if (changes) void reload();
  }, [changes, reload]);

  const settle = (change: () => Promise<Settled | null>) =>
    void run(async () => {
      setSettled(await change());
      setGroups(await call("failures/groups", { withResolved }));
    });
  return {
    groups,
    error,
    settled,
    resolve: ({ cause }) => settle(async () => ({ cause, ...(await call("failures/resolve-cause", { cause })) })),
    undo: ({ cause, resolvedAt }) =>
      settle(async () => {
        await call("failures/reopen-cause", { cause, resolvedAt });
        return null;
      }),
  };
}
