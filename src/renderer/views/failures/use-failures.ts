import { useCallback, useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { Failure } from "../../../shared/models.ts";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { mergeNewestFirst } from "../../state/panel-state.ts";
import { useAction } from "../../state/use-action.ts";

const maxResolved = 200;

interface Failures {
  /** Newest first. */
  failures: Failure[];
  error: ErrorReport | null;
  resolve(failure: Failure): Promise<void>;
}

/** The open failures, which are kept current by events, and on demand the resolved ones. */
export function useFailures(withResolved: boolean): Failures {
  const call = useCall();
  const store = usePanelStore();
  const open = useSnapshot((snapshot) => snapshot.failures);
  const [resolved, setResolved] = useState<Failure[]>([]);
  const { run, error } = useAction();

  useEffect(() => {
    if (!withResolved) return;
    void run(async () => {
      const found = await call("failures/list", { resolved: true, limit: maxResolved });
      setResolved(found.filter(({ resolvedAt }) => resolvedAt !== null));
    });
  }, [withResolved, call, run]);

  const resolve = useCallback(
    async (failure: Failure) => {
      await run(async () => {
        await call("failures/resolve", { id: failure.id });
        setResolved((known) => mergeNewestFirst([{ ...failure, resolvedAt: Date.now() }], known, maxResolved));
        store.patch(({ failures }) => ({ failures: failures.filter(({ id }) => id !== failure.id) }));
      });
    },
    [call, run, store],
  );

  const failures = withResolved ? mergeNewestFirst(open, resolved, open.length + maxResolved) : open;
  return { failures, error, resolve };
}
