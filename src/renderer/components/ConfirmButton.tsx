import { Button, type ButtonProps, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";

interface ConfirmButtonProps extends ButtonProps {
  /** What is about to happen, and that it cannot be undone; null where nothing is lost, and nothing is asked. */
  question: ReactNode;
  title: string;
  confirmLabel: string;
  "aria-label"?: string;
  onConfirm(): void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ question, title, confirmLabel, onConfirm, ...button }: ConfirmButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  // What was asked stays to be answered, even where nothing is lost any more.
  const [asked, setAsked] = useState<ReactNode>(null);
  const ask = () => {
    if (question === null) return onConfirm();
    setAsked(question);
    open();
  };
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button {...(button.variant === "subtle" && { c: "var(--mantine-color-error)" })} {...button} onClick={ask} />
      <Modal
        opened={isOpen}
        onClose={close}
        title={title}
        centered
        size="sm"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Text size="sm">{asked}</Text>
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
