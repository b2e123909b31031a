import { Anchor, Button, Popover, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { popoverFit } from "../../components/popover-fit.ts";
import { usePanelState } from "../../state/panel-context.tsx";
import { needsOf } from "./needs.ts";

/** What waits for the owner, with the way there. */
export function NeedsButton() {
  const snapshot = usePanelState((state) => state.snapshot);
  const [isOpen, setOpen] = useState(false);
  const needs = snapshot ? needsOf(snapshot) : [];
  if (needs.length === 0) {
    return (
      <Text size="sm" c="dimmed" className="strip-needs">
        <IconCircleCheck size={14} aria-hidden /> Nothing needs you
      </Text>
    );
  }
  return (
    <Popover
      middlewares={popoverFit}
      position="bottom-end"
      width={360}
      shadow="md"
      trapFocus
      opened={isOpen}
      onChange={setOpen}
    >
      <Popover.Target>
        <Button
          variant="default"
          className="strip-needs"
          leftSection={<IconAlertTriangle size={14} aria-hidden color="var(--tone-warn)" />}
          onClick={() => setOpen((open) => !open)}
        >
          {needs.length === 1 ? "1 thing needs you" : `${needs.length} things need you`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What needs you">
        <ul className="strip-list">
          {needs.map(({ text, view }) => (
            <li key={text}>
              <Anchor size="sm" href={`#${view}`} onClick={() => setOpen(false)}>
                {text}
              </Anchor>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
