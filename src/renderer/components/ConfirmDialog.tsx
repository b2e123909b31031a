import { Button, Group, Modal, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface ConfirmDialogProps {
  isOpen: boolean;
  title: ReactNode;
  /** What is about to happen, and what is lost by it. */
  question: ReactNode;
  confirmLabel: string;
  onClose(): void;
  onConfirm(): void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ isOpen, title, question, confirmLabel, onClose, onConfirm }: ConfirmDialogProps) {
  const confirm = () => {
    onClose();
    onConfirm();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size="sm"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Text size="sm">{question}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep
        </Button>
        <Button color="red" onClick={confirm}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
