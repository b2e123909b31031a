import { Button, type ButtonProps, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";

interface ConfirmButtonProps extends ButtonProps {
  /** What is about to happen, and that it cannot be undone. */
  question: ReactNode;
  title: string;
  confirmLabel: string;
  "aria-label"?: string;
  onConfirm(): void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ question, title, confirmLabel, onConfirm, ...button }: ConfirmButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button {...(button.variant === "subtle" && { c: "var(--mantine-color-error)" })} {...button} onClick={open} />
      <Modal
        opened={isOpen}
        onClose={close}
        title={title}
        centered
        size="sm"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Text size="sm">{question}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            Keep
          </Button>
          <Button color="red" onClick={confirm}>
            {confirmLabel}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
