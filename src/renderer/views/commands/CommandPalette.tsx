import { Modal, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useCommandList } from "../../commands/command-context.tsx";
import { findCommands } from "../../commands/find-commands.ts";
import type { PanelCommand } from "../../commands/panel-command.ts";
import { useFocusWhileShown } from "../../state/use-focus-while-shown.ts";
import { CommandOptions, optionId } from "./CommandOptions.tsx";
import { goTo } from "./use-panel-commands.ts";

interface CommandPaletteProps {
  isOpen: boolean;
  onClose(): void;
  onGive(command: PanelCommand): void;
}

/** Everything that can be done now, found by typing. */
export function CommandPalette({ isOpen, onClose, onGive }: CommandPaletteProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      returnFocus={false}
      yOffset="12vh"
      size={540}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Commands">
        <Modal.Body className="palette">
          <Palette onClose={onClose} onGive={onGive} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A field with a list that it controls: the focus stays in the field, and the chosen option is told by its id. */
function Palette({ onClose, onGive }: Omit<CommandPaletteProps, "isOpen">) {
  const listId = useId();
  const field = useFocusWhileShown<HTMLInputElement>();
  const [query, setQuery] = useState("");
  /** Null: the first one, whichever that is. */
  const [wantedId, setWantedId] = useState<string | null>(null);
  const commands = useCommandList().filter(({ id }) => id !== "palette");
  const found = withSearch(findCommands(commands, query), query.trim());
  // What was chosen and cannot be done any more leaves nothing chosen, rather than its neighbour.
  const chosen = wantedId === null ? 0 : found.findIndex(({ id }) => id === wantedId);
  const chosenId = optionId(listId, chosen);
  useEffect(() => {
    document.getElementById(chosenId)?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);
  const give = (command: PanelCommand) => {
    onClose();
    // What it leads to takes the focus, which the closing dialog would take back.
    requestAnimationFrame(() => onGive(command));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = { ArrowDown: chosen + 1, ArrowUp: Math.max(chosen, 0) - 1 }[event.key];
    const command = found[chosen];
    if (next !== undefined) setWantedId(found[(next + found.length) % found.length]?.id ?? null);
    else if (event.key === "Enter" && command) give(command);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        ref={field}
        aria-label="Find a command"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen < 0 ? undefined : chosenId}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder="What would you like to do?"
        size="md"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        maxLength={100}
        onChange={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setWantedId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <CommandOptions
        listId={listId}
        commands={found}
        isGrouped={query.trim() === ""}
        chosen={chosen}
        onChoose={give}
      />
      <Text size="xs" c="dimmed" mt={6}>
        Arrow keys choose, Enter does it, Escape closes.
      </Text>
    </>
  );
}

/** What is no command may be a word of the log. */
function withSearch(found: readonly PanelCommand[], query: string): PanelCommand[] {
  if (query === "") return [...found];
  const search: PanelCommand = {
    ...{ id: "search-for", group: "Go to", label: `Search the log for “${query}”`, Icon: IconSearch },
    run: () => goTo("live", { search: query }),
  };
  return [...found, search];
}
