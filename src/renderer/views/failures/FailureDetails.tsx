import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { Failure } from "../../../shared/models.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { CopyTextButton } from "../../components/CopyTextButton.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Said } from "../../components/Said.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { FailureFacts } from "./FailureFacts.tsx";

interface FailureDetailsProps {
  failure: Failure;
  onResolve(failure: Failure): Promise<void>;
}

/** One failure with everything that might reveal its cause. */
export function FailureDetails({ failure, onResolve }: FailureDetailsProps) {
  const call = useCall();
  const report = useAction();
  const { id, summary, mend, content, response, attempts, stack, resolvedAt } = failure;
  const readReport = async () => (await report.run(() => call("failures/report", { id })))?.text;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too.
    <article className="failure-details" aria-label="Failure" tabIndex={0}>
      <Stack gap="sm">
        <div>
          <h2>{summary}</h2>
          <Text size="sm">{mend}</Text>
        </div>
        <Group gap={6}>
          <CopyTextButton read={readReport}>Copy as text</CopyTextButton>
          {resolvedAt === null && (
            <Button leftSection={<IconCheck size={14} aria-hidden />} onClick={() => void onResolve(failure)}>
              Mark resolved
            </Button>
          )}
        </Group>
        <ErrorLine error={report.error} />
        <FailureFacts failure={failure} />
        <div>
          <h3>Offending message</h3>
          <Said text={content} label="Offending message" />
        </div>
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
        <AttemptTable attempts={attempts} />
        {stack !== "" && (
          <details>
            <summary>Stack</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
            <pre className="failure-stack" tabIndex={0}>
              {stack}
            </pre>
          </details>
        )}
      </Stack>
    </article>
  );
}
