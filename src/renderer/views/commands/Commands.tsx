import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCommand, IconKeyboard } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useCommands } from "../../commands/command-context.tsx";
import type { PanelCommand } from "../../commands/panel-command.ts";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
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
  const [asked, setAsked] = useState<PanelCommand | null>(null);
  const give = (command: PanelCommand) => (command.question === undefined ? command.run() : setAsked(command));
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
      <CommandPalette isOpen={isPaletteOpen} onClose={palette.close} onGive={give} />
      <ShortcutList isOpen={isListOpen} onClose={list.close} />
      <Shortcuts onGive={give} />
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked && `${asked.label}?`}
        question={asked?.question}
        confirmLabel="Do it"
        onClose={() => setAsked(null)}
        onConfirm={() => asked?.run()}
      />
    </>
  );
}

/** A component of its own, since it hears of each change of the commands that the others offer. */
function Shortcuts({ onGive }: { onGive: (command: PanelCommand) => void }) {
  useShortcuts(onGive);
  return null;
}
