import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef } from "react";

/** A press so soon after the button has changed was meant for what it said before: a double click is one, too. */
const changeMs = 500;

interface LongTaskButtonProps extends Pick<ButtonProps, "style"> {
  label: string;
  isRunning: boolean;
  Icon: Icon;
  /** What cannot be started; what runs can always be called off. */
  isStartable?: boolean;
  onStart(): void;
  onCancel(): void;
}

/** Starts what may take long. While it runs the same button calls it off, so that the keyboard keeps its place. */
export function LongTaskButton(props: LongTaskButtonProps) {
  const { label, isRunning, Icon, isStartable = true, onStart, onCancel, style } = props;
  const hasJustChanged = useHasJustChanged(isRunning);
  const press = () => {
    if (hasJustChanged()) return;
    if (isRunning) onCancel();
    else onStart();
  };
  return (
    <Button
      variant="default"
      style={style}
      leftSection={isRunning ? <Loader size={14} aria-hidden /> : <Icon size={14} aria-hidden />}
      disabled={!isRunning && !isStartable}
      {...(isRunning && { "aria-label": `Cancel: ${label}` })}
      onClick={press}
      onKeyDown={ignoreRepeats}
    >
      <span className="either-label">
        <span data-unsaid={isRunning || undefined}>{label}</span>
        <span data-unsaid={!isRunning || undefined}>Cancel</span>
      </span>
    </Button>
  );
}

/** A key that is held would start and cancel in turn. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

/** Tells whether the value was another one a moment ago. */
function useHasJustChanged(value: unknown): () => boolean {
  const last = useRef({ value, changedAtMs: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (last.current.value !== value) last.current = { value, changedAtMs: performance.now() };
  }, [value]);
  return () => performance.now() - last.current.changedAtMs < changeMs;
}
