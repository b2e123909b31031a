import { useCallback } from "react";
import type { Profile } from "../../shared/settings.ts";
import { useCall, usePanelStore } from "../state/panel-context.tsx";
import { tellRefusal } from "../state/tell-refusal.ts";

/** Makes another profile the active one. */
export function useProfileChange(): (profile: Profile) => void {
  const call = useCall();
  const store = usePanelStore();
  return useCallback(
    ({ id }) =>
      void call("settings/set", { path: "activeProfileId", value: id })
        .then((settings) => store.patch(() => ({ settings })))
        .catch(tellRefusal),
    [call, store],
  );
}
