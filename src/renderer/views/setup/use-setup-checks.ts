import { useCallback, useEffect, useRef, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { CheckResult } from "../../../shared/models.ts";
import type { SetupStep } from "../../../shared/setup.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { useCall } from "../../state/panel-context.tsx";
import { whenSeen } from "../../state/visibility.ts";

export interface StepState {
  isRunning: boolean;
  /** What a look that is under way waits for. */
  waitingFor: readonly string[];
  /** Of the last look that came to its end; null before the first. */
  results: CheckResult[] | null;
  /** Why the last look was refused. */
  error: ErrorReport | null;
  /** Whether the last look was called off. */
  isCancelled: boolean;
}

export interface SetupChecks {
  stateOf(step: SetupStep): StepState;
  check(step: SetupStep, channelId?: string): void;
  cancel(step: SetupStep): void;
}

const idle = { isRunning: false, waitingFor: [], error: null, isCancelled: false };
const unchecked: StepState = { ...idle, results: null };

/** What the doctor said of each step, as far as it was asked. */
export function useSetupChecks(): SetupChecks {
  const call = useCall();
  const [states, setStates] = useState<Partial<Record<SetupStep, StepState>>>({});
  const newest = useRef<Partial<Record<SetupStep, AbortController>>>({});
  // With the view goes the place for what is found.
  useEffect(
    () => () => {
      for (const look of Object.values(newest.current)) look.abort();
    },
    [],
  );
  const check = useCallback(
    async (step: SetupStep, channelId?: string) => {
      const look = new AbortController();
      // An earlier look knows less, and nobody wants it any more.
      newest.current[step]?.abort();
      newest.current[step] = look;
      const change = (next: Partial<StepState>) => {
        if (newest.current[step] !== look) return;
        setStates((known) => ({ ...known, [step]: { ...unchecked, ...known[step], ...next } }));
      };
      change({ ...idle, isRunning: true });
      try {
        const results = await call(
          "doctor/step",
          { step, ...(channelId !== undefined && { channelId }) },
          { signal: look.signal, onProgress: whenSeen(({ waitingFor }) => change({ waitingFor })) },
        );
        change({ ...idle, results });
      } catch (thrown) {
        const error = reportOfRejection(thrown);
        change({ ...idle, ...(error.code === "cancelled" ? { isCancelled: true } : { error }) });
      }
    },
    [call],
  );
  return {
    stateOf: (step) => states[step] ?? unchecked,
    check: useCallback((step, channelId) => void check(step, channelId), [check]),
    cancel: (step) => newest.current[step]?.abort(),
  };
}
