import { useCallback, useRef, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { CheckResult } from "../../../shared/models.ts";
import type { SetupStep } from "../../../shared/setup.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { useCall } from "../../state/panel-context.tsx";

export interface StepState {
  isRunning: boolean;
  /** Null before the first look. */
  results: CheckResult[] | null;
  /** Why the look itself was refused. */
  error: ErrorReport | null;
}

export interface SetupChecks {
  stateOf(step: SetupStep): StepState;
  check(step: SetupStep, channelId?: string): void;
}

const unchecked: StepState = { isRunning: false, results: null, error: null };

/** What the doctor said of each step, as far as it was asked. */
export function useSetupChecks(): SetupChecks {
  const call = useCall();
  const [states, setStates] = useState<Partial<Record<SetupStep, StepState>>>({});
  const newest = useRef<Partial<Record<SetupStep, number>>>({});
  const check = useCallback(
    async (step: SetupStep, channelId?: string) => {
      const look = (newest.current[step] ?? 0) + 1;
      newest.current[step] = look;
      const change = (next: Partial<StepState>) => {
        // An earlier look that comes back late knows less.
        if (newest.current[step] !== look) return;
        setStates((known) => ({ ...known, [step]: { ...unchecked, ...known[step], ...next } }));
      };
      change({ isRunning: true });
      try {
        const results = await call("doctor/step", { step, ...(channelId !== undefined && { channelId }) });
        change({ isRunning: false, results, error: null });
      } catch (thrown) {
        change({ isRunning: false, error: reportOfRejection(thrown) });
      }
    },
    [call],
  );
  return {
    stateOf: (step) => states[step] ?? unchecked,
    check: useCallback((step, channelId) => void check(step, channelId), [check]),
  };
}
