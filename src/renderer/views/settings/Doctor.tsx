import { Button, Group, Text } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useState } from "react";
import type { CheckResult } from "../../../shared/models.ts";
import { CheckLines } from "../../components/CheckLines.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { Section } from "./Section.tsx";

/** Looks at everything that must be right before the bot can chat. */
export function Doctor() {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const [results, setResults] = useState<CheckResult[]>([]);
  const examine = async () => {
    setResults([]);
    setResults((await run(() => call("doctor/check"))) ?? []);
  };
  return (
    <Section
      title="Check everything"
      note="Token, intents, log-ins, invitation, permissions (missing and too many), keys (one tiny real call each), personas and a test reply; the Setup view leads through the same, step by step."
    >
      <Group>
        <Button
          variant="default"
          leftSection={<IconStethoscope size={14} aria-hidden />}
          loading={isRunning}
          onClick={() => void examine()}
        >
          Run the checks
        </Button>
      </Group>
      <ErrorLine error={error} />
      <div role="status">
        {isRunning && (
          <Text size="sm" c="dimmed">
            Asking Discord and the service; a service that does not answer is waited for as long as one attempt may
            take.
          </Text>
        )}
        <CheckLines results={results} />
      </div>
    </Section>
  );
}
