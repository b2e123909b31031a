import { ActionIcon, Button, Text, VisuallyHidden } from "@mantine/core";
import { useFocusWithin, useHover, useMergedRef, useWindowEvent } from "@mantine/hooks";
import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { isInDialog } from "../state/is-in-dialog.ts";
import { isTextField } from "../state/is-text-field.ts";
import type { UndoStep } from "../state/undo-stack.ts";
import { useUndoStack, useUndoState } from "../state/use-undo.ts";
import "./undo-bar.css";

/** Long enough to read it, to think again, and to reach the button. */
const offeredMs = 20_000;

interface UndoBarProps {
  toHeading(options: FocusOptions): void;
}

/**
 * Says what was done a moment ago, and takes it back: by its button, or by Ctrl or Cmd and Z outside of a text field.
 * `toHeading` leads the focus to the view, where the bar goes away with it.
 */
export function UndoBar({ toHeading }: UndoBarProps) {
  const stack = useUndoStack();
  const { steps, takenBack } = useUndoState();
  const newest = steps.at(-1);
  useWindowEvent("keydown", (event) => {
    // Fields first: an event of a field that the browser fills in by itself names no key.
    if (!newest || isTextField(event.target) || isInDialog(event.target) || !isUndoKey(event)) return;
    event.preventDefault();
    void stack.takeBack();
  });
  return (
    <aside aria-label="What was done last">
      <VisuallyHidden role="status">{takenBack && `Taken back. ${takenBack.text}`}</VisuallyHidden>
      <div role="status">{newest && <Offer step={newest} toHeading={toHeading} />}</div>
    </aside>
  );
}

/** Stays while the pointer or the focus is in it. */
function Offer({ step, toHeading }: UndoBarProps & { step: UndoStep }) {
  const stack = useUndoStack();
  const bar = useRef<HTMLDivElement>(null);
  const pointer = useHover<HTMLDivElement>();
  const focus = useFocusWithin<HTMLDivElement>();
  const ref = useMergedRef(bar, pointer.ref, focus.ref);
  const isHeld = pointer.hovered || focus.focused;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => stack.forget(step), offeredMs);
    return () => clearTimeout(timer);
  }, [stack, isHeld, step]);
  useLayoutEffect(() => {
    const { current } = bar;
    return () => {
      if (current?.contains(document.activeElement)) toHeading({ preventScroll: true });
    };
  }, [toHeading]);
  return (
    <div ref={ref} className="undo-bar">
      <Text size="sm">{step.text}</Text>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        aria-keyshortcuts="Control+Z Meta+Z"
        title="Ctrl+Z, or ⌘Z"
        onClick={() => void stack.takeBack()}
      >
        Undo
      </Button>
      <ActionIcon variant="subtle" color="gray" c="inherit" aria-label="Leave it so" onClick={() => stack.forget(step)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function isUndoKey({ key, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  return key.toLowerCase() === "z" && ctrlKey !== metaKey && !shiftKey && !altKey && !defaultPrevented;
}
