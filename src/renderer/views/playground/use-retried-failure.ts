import { useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { Failure } from "../../../shared/models.ts";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useHashNumber } from "../../state/use-hash-view.ts";

export interface Retried {
  failure: Failure | null;
  error: ErrorReport | null;
}

/** The failure whose message the address asks to be tried again, as in `#playground?failure=12`. */
export function useRetriedFailure(): Retried {
  const call = useCall();
  const id = useHashNumber("playground", "failure");
  const [failure, setFailure] = useState<Failure | null>(null);
  const { run, error, clear } = useAction();
  const forgets = useSnapshot((snapshot) => snapshot.forgets);
  useEffect(() => {
    if (id === null) {
      setFailure(null);
      clear();
      return;
    }
    let isCurrent = true;
    // Read again when a member was forgotten: it may have been theirs.
    if (forgets >= 0)
      void run(() => call("failures/get", { id })).then((found) => isCurrent && setFailure(found ?? null));
    return () => {
      isCurrent = false;
    };
  }, [id, call, run, clear, forgets]);
  return { failure, error };
}
