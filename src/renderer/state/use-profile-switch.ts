import { activeProfile, type Profile } from "../../shared/settings.ts";
import { visibleText } from "../../shared/visible-text.ts";
import { useCall, usePanelStore, useSnapshot } from "./panel-context.tsx";
import { useUndo } from "./use-undo.ts";

/** Makes another profile the active one, and offers the way back; rejects where that is refused. */
export function useProfileSwitch(): (profile: Profile) => Promise<void> {
  const call = useCall();
  const store = usePanelStore();
  const undo = useUndo();
  const before = useSnapshot(({ settings }) => activeProfile(settings));
  const become = async (id: string) => {
    const settings = await call("settings/set", { path: "activeProfileId", value: id });
    store.patch(() => ({ settings }));
  };
  return async ({ id, name }) => {
    await become(id);
    undo.offer(`The profile is "${visibleText(name)}" now.`, () => become(before.id));
  };
}
