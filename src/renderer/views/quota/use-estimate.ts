import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { EstimateInput } from "../../../shared/estimate.ts";
import type { Estimate } from "../../../shared/models.ts";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";

const typingPauseMs = 200;

/** The estimate of an input that is still being typed; while that is null, the last one stays. */
export function useEstimate(input: EstimateInput | null): { estimate: Estimate | null; error: ErrorReport | null } {
  const call = useCall();
  const { run, error } = useAction();
  const [settled] = useDebouncedValue(input, typingPauseMs);
  const [estimate, setEstimate] = useState<Estimate | null>(null);

  useEffect(() => {
    let isCurrent = true;
    if (settled) {
      void run(() => call("quota/estimate", settled)).then((found) => {
        if (isCurrent && found) setEstimate(found);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [settled, call, run]);

  return { estimate, error };
}
