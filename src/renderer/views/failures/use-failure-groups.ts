import { useThrottledValue } from "@mantine/hooks";
import { useCallback, useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { FailureGroup } from "../../../shared/failure-groups.ts";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useUndo } from "../../state/use-undo.ts";
import { plural } from "../../words/format.ts";

/** A burst of failures is counted anew no more often than this. */
const renewMs = 1000;

interface FailureGroups {
  /** Null before they are read for the first time. */
  groups: FailureGroup[] | null;
  error: ErrorReport | null;
  /** Marks all open failures of the cause. */
  resolve(group: FailureGroup): void;
  /** Opens again what was marked last. */
  reopen(group: FailureGroup): void;
}

/** The causes with open failures, and on demand the resolved ones; renewed as failures come and go. */
export function useFailureGroups(withResolved: boolean): FailureGroups {
  const call = useCall();
  const changes = useThrottledValue(
    useSnapshot((snapshot) => snapshot.failures),
    renewMs,
  );
  const [groups, setGroups] = useState<FailureGroup[] | null>(null);
  const undo = useUndo();
  const { run, error } = useAction();

  const renew = useCallback(
    async () => setGroups(await call("failures/groups", { withResolved })),
    [withResolved, call],
  );
  useEffect(() => {
    // Read again with each change of what is open.
    if (changes) void run(renew);
  }, [changes, run, renew]);

  const reopenAt = async (cause: string, resolvedAt: number) => {
    await call("failures/reopen-cause", { cause, resolvedAt });
    await renew();
  };
  const resolve = ({ cause }: FailureGroup) =>
    run(async () => {
      const { count, resolvedAt } = await call("failures/resolve-cause", { cause });
      const text = `${plural(count, "failure")} marked resolved; the cause is open again when it comes back.`;
      undo.offer(text, () => reopenAt(cause, resolvedAt));
      await renew();
    });
  return {
    groups,
    error,
    resolve: (group) => void resolve(group),
    reopen: ({ cause, lastResolvedAt }) => void (lastResolvedAt !== null && run(() => reopenAt(cause, lastResolvedAt))),
  };
}
