import { Button, Group, Stack, Text } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import type { Failure } from "../../../shared/models.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { CopyTextButton } from "../../components/CopyTextButton.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Said } from "../../components/Said.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { FailureFacts } from "./FailureFacts.tsx";

interface FailureDetailsProps {
  failure: Failure;
  /** What the group says already. */
  groupSummary: string;
}

/** One failure with everything that might reveal its cause. */
export function FailureDetails({ failure, groupSummary }: FailureDetailsProps) {
  const call = useCall();
  const report = useAction();
  const { id, summary, content, response, attempts } = failure;
  const readReport = async () => (await report.run(() => call("failures/report", { id })))?.text;
  return (
    <Stack gap="sm">
      {summary !== groupSummary && <Text size="sm">{visibleText(summary)}</Text>}
      <Group gap={6}>
        {content !== "" && (
          <Button
            component="a"
            href={`#playground?failure=${id}`}
            variant="default"
            leftSection={<IconFlask size={14} aria-hidden />}
          >
            Try again offline
          </Button>
        )}
        <CopyTextButton read={readReport}>Copy as report</CopyTextButton>
      </Group>
      <ErrorLine error={report.error} />
      {content !== "" && (
        <div>
          <h3>Offending message</h3>
          <Said text={content} label="Offending message" />
        </div>
      )}
      {content !== "" && (
        <div>
          <h3>Answer so far</h3>
          {response === "" ? (
            <Text size="sm" c="dimmed">
              None had come.
            </Text>
          ) : (
            <Said text={response} label="Answer so far" />
          )}
        </div>
      )}
      <FailureFacts failure={failure} />
      <AttemptTable attempts={attempts} />
    </Stack>
  );
}
