import { useMantineColorScheme } from "@mantine/core";
import { useCallbackRef } from "@mantine/hooks";
import { IconArrowRight, IconSearch, IconSwitchHorizontal } from "@tabler/icons-react";
import { useMemo } from "react";
import { botShortcutLetters } from "../../../shared/bot-shortcuts.ts";
import type { Profile } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { useCommands } from "../../commands/command-context.tsx";
import type { PanelCommand } from "../../commands/panel-command.ts";
import { useSnapshot } from "../../state/panel-context.tsx";
import { tellRefusal } from "../../state/tell-refusal.ts";
import { useIsReachable } from "../../state/use-is-reachable.ts";
import { useProfileSwitch } from "../../state/use-profile-switch.ts";
import { colorSchemes } from "../color-schemes.ts";
import { places } from "../places.ts";
import { useBotCommands } from "../use-bot-commands.ts";
import { type ViewName, viewNames, views } from "../views.ts";

/** Offers what can be done from every view. */
export function usePanelCommands(current: ViewName): void {
  useCommands(useBotEntries());
  useCommands(useProfileEntries());
  useCommands(usePlaceEntries(current));
  useCommands(useSchemeEntries());
}

function useBotEntries(): PanelCommand[] {
  const commands = useBotCommands();
  // In a browser these keys are the browser's own.
  const isDesktop = useSnapshot(({ host }) => host.kind === "desktop");
  return useMemo(
    () =>
      commands
        .filter(({ isPossible }) => isPossible)
        .map(({ name, label, Icon, question, run }) => ({
          ...{ id: name, group: "Bot", label: `${label} the bot`, Icon, run },
          ...(question !== null && { question }),
          ...(isDesktop && { shortcut: `$mod+Shift+${botShortcutLetters[name]}` }),
        })),
    [commands, isDesktop],
  );
}

function useProfileEntries(): PanelCommand[] {
  const switchTo = useProfileSwitch();
  const change = useCallbackRef((profile: Profile) => void switchTo(profile).catch(tellRefusal));
  const profiles = useSnapshot(({ settings }) => settings.profiles);
  const activeId = useSnapshot(({ settings }) => settings.activeProfileId);
  const isReachable = useIsReachable();
  return useMemo(
    () =>
      profiles
        .filter(({ id }) => isReachable && id !== activeId)
        .map((profile) => ({
          id: `profile/${profile.id}`,
          group: "Bot",
          label: `Switch to the profile ${visibleText(profile.name)}`,
          Icon: IconSwitchHorizontal,
          run: () => change(profile),
        })),
    [profiles, activeId, isReachable, change],
  );
}

function usePlaceEntries(current: ViewName): PanelCommand[] {
  const isDesktop = useSnapshot(({ host }) => host.kind === "desktop");
  return useMemo(() => {
    const toViews = viewNames.map(
      (name): PanelCommand => ({ id: `view/${name}`, group: "Go to", ...views[name], run: () => goTo(name) }),
    );
    const toPlaces = places
      .filter(({ part }) => part !== "desktop" || isDesktop)
      .map(
        ({ view, part, label, alias = "" }): PanelCommand => ({
          ...{ id: `place/${view}/${part}`, group: "Go to", label, alias, Icon: IconArrowRight },
          run: () => goTo(view, { part }),
        }),
      );
    const toSearch: PanelCommand = {
      ...{ id: "search-log", group: "Go to", label: "Search the log", shortcut: "[Shift]+/", Icon: IconSearch },
      run: () => goTo("live", { search: "" }),
    };
    // The live view offers its own.
    return [...toViews, ...toPlaces, ...(current === "live" ? [] : [toSearch])];
  }, [isDesktop, current]);
}

function useSchemeEntries(): PanelCommand[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = useCallbackRef(setColorScheme);
  return useMemo(
    () =>
      colorSchemes
        .filter(({ value }) => value !== colorScheme)
        .map(({ value, label, Icon }) => ({
          id: `scheme/${value}`,
          group: "Panel",
          label: `Colours: ${label}`,
          alias: "colour scheme theme dark light mode",
          Icon,
          run: () => choose(value),
        })),
    [colorScheme, choose],
  );
}

/** Leads to a view, or to what it shows at `request`: see `useHashRequest`. */
export function goTo(view: ViewName, request: Record<string, string> = {}): void {
  const parameters = new URLSearchParams(request).toString();
  window.location.hash = parameters === "" ? view : `${view}?${parameters}`;
}
