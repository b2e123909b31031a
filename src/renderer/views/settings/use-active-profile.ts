import { activeProfile, type Profile } from "../../../shared/settings.ts";
import { useSnapshot } from "../../state/panel-context.tsx";

/** The profile in force, and the dotted path of its settings. */
export function useActiveProfile(): { profile: Profile; path: string } {
  const settings = useSnapshot((snapshot) => snapshot.settings);
  const profile = activeProfile(settings);
  return { profile, path: `profiles.${settings.profiles.indexOf(profile)}` };
}
