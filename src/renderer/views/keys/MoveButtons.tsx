import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";

interface MoveButtonsProps {
  label: string;
  /** Null where the key cannot move that way. */
  onMoveUp: (() => void) | null;
  onMoveDown: (() => void) | null;
}

export function MoveButtons({ label, onMoveUp, onMoveDown }: MoveButtonsProps) {
  return (
    <ActionIcon.Group orientation="vertical">
      <ActionIcon variant="default" aria-label={`Move ${label} up`} disabled={!onMoveUp} onClick={() => onMoveUp?.()}>
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={`Move ${label} down`}
        disabled={!onMoveDown}
        onClick={() => onMoveDown?.()}
      >
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}
