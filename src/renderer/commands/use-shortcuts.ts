import { useLocalStorage } from "@mantine/hooks";
import { useEffectEvent, useLayoutEffect } from "react";
import { isTextField } from "../state/is-text-field.ts";
import { useCommandList } from "./command-context.tsx";
import type { PanelCommand } from "./panel-command.ts";
import { ShortcutMatcher } from "./shortcut-matcher.ts";

/** Where letters choose among what is shown, or where the page behind cannot be seen. */
const ownKeyboards = "select, [role='dialog'], [role='menu'], [role='listbox']";

/** Whether keys without Ctrl or Command are shortcuts; those who speak their input, or press keys by mistake, need them off. */
export function useSingleKeys() {
  return useLocalStorage({ key: "quipdeck-single-keys", defaultValue: true, getInitialValueInEffect: false });
}

/** Binds the shortcuts of everything that can be done at this moment; `give` hears of the command that was called. */
export function useShortcuts(give: (command: PanelCommand) => void): void {
  const commands = useCommandList();
  const [hasSingleKeys] = useSingleKeys();
  const call = useEffectEvent((shortcut: string) => {
    const command = commands.find((one) => one.shortcut === shortcut);
    if (command) give(command);
  });
  const shortcuts = commands
    .flatMap(({ shortcut }) => shortcut ?? [])
    .filter((shortcut) => hasSingleKeys || shortcut.startsWith("$mod+"))
    .sort()
    .join("\n");
  // Bound anew only where the keys themselves change: a sequence that has begun would be forgotten otherwise.
  useLayoutEffect(() => {
    const matcher = new ShortcutMatcher(shortcuts.split("\n"));
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = belongsElsewhere(event) ? null : matcher.press(event);
      if (shortcut === null) return;
      event.preventDefault();
      // Keys that are held down a little longer are meant once, and are not the browser's or the menu's either.
      if (!event.repeat) call(shortcut);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shortcuts]);
}

function belongsElsewhere(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true;
  const { target, ctrlKey, metaKey } = event;
  if (ctrlKey || metaKey) return false;
  return isTextField(target) || (target instanceof Element && target.closest(ownKeyboards) !== null);
}
