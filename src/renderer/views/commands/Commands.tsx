import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCommand, IconKeyboard } from "@tabler/icons-react";
import { useMemo } from "react";
import { useCommands } from "../../commands/command-context.tsx";
import type { PanelCommand } from "../../commands/panel-command.ts";
import type { ViewName } from "../views.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import { ShortcutKeys } from "./ShortcutKeys.tsx";
import { ShortcutList } from "./ShortcutList.tsx";
import { usePanelCommands } from "./use-panel-commands.ts";
import "./commands.css";

const paletteShortcut = "$mod+k";

/** Everything by keyboard: the button of the palette, the palette, and the list of shortcuts. */
export function Commands({ view }: { view: ViewName }) {
  const [isPaletteOpen, palette] = useDisclosure(false);
  const [isListOpen, list] = useDisclosure(false);
  useCommands(
    useMemo(
      (): PanelCommand[] => [
        {
          ...{ id: "palette", group: "Panel", label: "Commands", Icon: IconCommand },
          shortcut: paletteShortcut,
          run: palette.toggle,
        },
        {
          ...{ id: "shortcuts", group: "Panel", label: "Keyboard shortcuts", alias: "help keys", Icon: IconKeyboard },
          shortcut: "[Shift]+?",
          run: list.open,
        },
      ],
      [palette.toggle, list.open],
    ),
  );
  usePanelCommands(view);
  return (
    <>
      <Button
        variant="default"
        className="commands-button"
        aria-label="Commands"
        leftSection={<IconCommand size={15} aria-hidden />}
        rightSection={<ShortcutKeys shortcut={paletteShortcut} />}
        onClick={palette.open}
      >
        <span className="name">Commands</span>
      </Button>
      <CommandPalette isOpen={isPaletteOpen} onClose={palette.close} />
      <ShortcutList isOpen={isListOpen} onClose={list.close} />
    </>
  );
}
