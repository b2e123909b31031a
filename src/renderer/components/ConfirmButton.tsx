import { Button, type ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "./ConfirmDialog.tsx";

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
  return (
    <>
      <Button {...(button.variant === "subtle" && { c: "var(--mantine-color-error)" })} {...button} onClick={ask} />
      <ConfirmDialog
        isOpen={isOpen}
        title={title}
        question={asked}
        confirmLabel={confirmLabel}
        onClose={close}
        onConfirm={onConfirm}
      />
    </>
  );
}
