import { usePanelState } from "./panel-context.tsx";

/** Whether the engine answers: commands can be given, and what is shown of it is current. */
export function useIsReachable(): boolean {
  return usePanelState(({ connection, engineProblem }) => connection === "open" && !engineProblem);
}
