import { Modal, Switch, Table, Text } from "@mantine/core";
import { useCommandList } from "../../commands/command-context.tsx";
import { useSingleKeys } from "../../commands/use-shortcuts.ts";
import { ShortcutKeys } from "./ShortcutKeys.tsx";

interface Shortcut {
  label: string;
  shortcut: string;
}

/** Keys that belong to what has the focus. */
const fixed: Record<string, readonly Shortcut[]> = {
  "Outside text fields": [{ label: "Take back what was done last", shortcut: "$mod+z" }],
  "In the log": [
    { label: "The message below", shortcut: "ArrowDown" },
    { label: "The message above", shortcut: "ArrowUp" },
    { label: "The newest message", shortcut: "Home" },
    { label: "The oldest message", shortcut: "End" },
    { label: "Open or close a message", shortcut: "Enter" },
  ],
  "In the playground": [
    { label: "Ask", shortcut: "Enter" },
    { label: "A new line", shortcut: "Shift+Enter" },
  ],
};

interface ShortcutListProps {
  isOpen: boolean;
  onClose(): void;
}

/** The shortcuts that hold where the owner is; those easily pressed by mistake can be switched off. */
export function ShortcutList({ isOpen, onClose }: ShortcutListProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keyboard shortcuts"
      size="md"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Shortcuts />
    </Modal>
  );
}

function Shortcuts() {
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const offered = useCommandList().flatMap(({ label, shortcut }) =>
    shortcut === undefined ? [] : { label, shortcut },
  );
  const groups = { "In the panel": offered, ...fixed };
  return (
    <>
      <Switch
        label="Shortcuts of single keys"
        description="Off, only those with Ctrl or Command hold: for speech input, or where keys are pressed by mistake."
        checked={hasSingleKeys}
        onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)}
      />
      {Object.entries(groups).map(([title, shortcuts]) => (
        <section key={title} aria-label={title}>
          <Text component="h3" fw={600} size="sm" mt="md">
            {title}
          </Text>
          <Table aria-label={title} verticalSpacing={4} withRowBorders={false}>
            <Table.Tbody>
              {shortcuts.map(({ label, shortcut }) => (
                <Table.Tr key={label}>
                  <Table.Th fw={400} scope="row">
                    {label}
                  </Table.Th>
                  <Table.Td ta="right">
                    <ShortcutKeys shortcut={shortcut} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </>
  );
}
