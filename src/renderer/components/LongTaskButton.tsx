import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { MouseEvent, ReactNode } from "react";

interface LongTaskButtonProps extends Pick<ButtonProps, "style"> {
  isRunning: boolean;
  Icon: Icon;
  /** What cannot be started; what runs can always be called off. */
  isStartable?: boolean;
  onStart(): void;
  onCancel(): void;
  children: ReactNode;
}

/** Starts what may take long. While it runs the same button calls it off, so that the keyboard keeps its place. */
export function LongTaskButton(props: LongTaskButtonProps) {
  const { isRunning, Icon, isStartable = true, onStart, onCancel, children, style } = props;
  const press = ({ detail }: MouseEvent) => {
    // The second click of a double one was not meant to end what the first has started.
    if (detail > 1) return;
    if (isRunning) onCancel();
    else onStart();
  };
  return (
    <Button
      variant="default"
      style={style}
      leftSection={isRunning ? <Loader size={14} aria-hidden /> : <Icon size={14} aria-hidden />}
      disabled={!isRunning && !isStartable}
      onClick={press}
    >
      <span className="either-label">
        <span data-unsaid={isRunning || undefined}>{children}</span>
        <span data-unsaid={!isRunning || undefined}>Cancel</span>
      </span>
    </Button>
  );
}
