import { Button, Group } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { CheckLines } from "../../components/CheckLines.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import type { StepState } from "./use-setup-checks.ts";

interface StepShellProps {
  state: StepState;
  /** What the button says that looks at the step; it may be pressed as often as one likes. */
  checkLabel: string;
  isCheckable?: boolean;
  onCheck(): void;
  /** Opens the step after it; left out for the last one. */
  onNext?: (() => void) | undefined;
  picture?: ReactNode;
  children: ReactNode;
}

/** A step of the guide: what to do, beside a picture of where, and what the doctor says of it. */
export function StepShell(props: StepShellProps) {
  const { state, checkLabel, isCheckable = true, onCheck, onNext, picture, children } = props;
  return (
    <div className="setup-step">
      <div className="setup-words">
        {children}
        <div role="status">
          <CheckLines results={state.results ?? []} />
        </div>
        <ErrorLine error={state.error} />
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconStethoscope size={14} aria-hidden />}
            loading={state.isRunning}
            disabled={!isCheckable}
            onClick={() => onCheck()}
          >
            {checkLabel}
          </Button>
          {onNext && (
            <Button variant="light" onClick={onNext}>
              Next step
            </Button>
          )}
        </Group>
      </div>
      {picture}
    </div>
  );
}
