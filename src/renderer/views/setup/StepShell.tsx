import { Button, Group, Text } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { waitedForSentence } from "../../../shared/waited-for.ts";
import { CheckLines } from "../../components/CheckLines.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LongTaskButton } from "../../components/LongTaskButton.tsx";
import { Underway } from "../../components/Underway.tsx";
import type { StepState } from "./use-setup-checks.ts";

interface StepShellProps {
  state: StepState;
  /** What the button says that looks at the step; it may be pressed as often as one likes. */
  checkLabel: string;
  isCheckable?: boolean;
  onCheck(): void;
  /** Calls off the look that is under way. */
  onCancel(): void;
  /** Opens the step after it; left out for the last one. */
  onNext?: (() => void) | undefined;
  picture?: ReactNode;
  children: ReactNode;
}

/** A step of the guide: what to do, beside a picture of where, and what the doctor says of it. */
export function StepShell(props: StepShellProps) {
  const { state, checkLabel, isCheckable = true, onCheck, onCancel, onNext, picture, children } = props;
  return (
    <div className="setup-step">
      <div className="setup-words">
        {children}
        <div role="status">
          <CheckLines results={state.results ?? []} />
          {state.isCancelled && <Text size="sm">The check was cancelled.</Text>}
        </div>
        <ErrorLine error={state.error} />
        <Group gap="xs">
          <LongTaskButton
            label={checkLabel}
            isRunning={state.isRunning}
            Icon={IconStethoscope}
            isStartable={isCheckable}
            onStart={onCheck}
            onCancel={onCancel}
          />
          {onNext && (
            <Button variant="light" onClick={onNext}>
              Next step
            </Button>
          )}
        </Group>
        <div role="status">{state.isRunning && <Underway>{waitedForSentence(state.waitingFor)}</Underway>}</div>
      </div>
      {picture}
    </div>
  );
}
