import { Button, type ButtonProps } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { copyText } from "./copy-text.ts";

interface CopyTextButtonProps extends ButtonProps {
  /** Gives the text, or undefined where it could not be had. */
  read(): Promise<string | undefined>;
}

const labels = { idle: null, copied: "Copied", refused: "The clipboard is not allowed" };

/** Copies a text that may first have to be asked for. */
export function CopyTextButton({ read, children, ...button }: CopyTextButtonProps) {
  const [state, setState] = useState<keyof typeof labels>("idle");
  const copy = async () => {
    const text = await read();
    if (text !== undefined) setState((await copyText(text)) ? "copied" : "refused");
  };
  const Icon = state === "copied" ? IconCheck : IconCopy;
  return (
    <Button variant="default" leftSection={<Icon size={14} aria-hidden />} {...button} onClick={() => void copy()}>
      <span aria-live="polite">{labels[state] ?? children}</span>
    </Button>
  );
}
