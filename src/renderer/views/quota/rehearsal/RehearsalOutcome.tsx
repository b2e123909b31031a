import { Button, Group, Progress, Text } from "@mantine/core";
import type { RehearsalState } from "../../../../shared/rehearsal.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useCall } from "../../../state/panel-context.tsx";
import { useAction } from "../../../state/use-action.ts";
import { formatShare } from "../../../words/format.ts";
import { RehearsalReport } from "./RehearsalReport.tsx";

/** How the newest rehearsal goes, or went. */
export function RehearsalOutcome({ rehearsal }: { rehearsal: RehearsalState }) {
  const { state, progress, result, problem } = rehearsal;
  return (
    <>
      {state === "running" && <Running progress={progress} />}
      {state === "cancelled" && (
        <Text size="sm" role="status">
          Cancelled at {formatShare(Math.floor(progress * 100) / 100)}.
        </Text>
      )}
      <ErrorLine error={state === "failed" ? problem : null} />
      {result && <RehearsalReport key={rehearsal.id} result={result} />}
    </>
  );
}

function Running({ progress }: { progress: number }) {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const percent = Math.floor(progress * 100);
  return (
    <div>
      <Group gap="sm" wrap="nowrap">
        <Progress value={percent} aria-label="Progress of the rehearsal" flex={1} transitionDuration={0} />
        <Text size="sm" className="figures" w={45} ta="right">
          {percent} %
        </Text>
        <Button variant="default" loading={isRunning} onClick={() => void run(() => call("rehearsal/cancel"))}>
          Cancel
        </Button>
      </Group>
      <ErrorLine error={error} />
    </div>
  );
}
