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

/** What was read: of a member who was forgotten since then nothing may be left. */
interface Found {
  id: number;
  forgets: number;
  failure: Failure | null;
}

/** The failure whose message the address asks to be tried again, as in `#playground?failure=12`. */
export function useRetriedFailure(): Retried {
  const call = useCall();
  const id = useHashNumber("playground", "failure");
  const forgets = useSnapshot((snapshot) => snapshot.forgets);
  const [found, setFound] = useState<Found | null>(null);
  const { run, error, clear } = useAction();
  const isRead = found !== null && found.id === id && found.forgets === forgets;
  useEffect(() => {
    if (id === null) clear();
    if (id === null || isRead) return;
    let isCurrent = true;
    void run(() => call("failures/get", { id })).then(
      (failure) => isCurrent && setFound({ id, forgets, failure: failure ?? null }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, forgets, isRead, call, run, clear]);
  return { failure: isRead ? found.failure : null, error };
}
