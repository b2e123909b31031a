import { Button, Group, Stack, Text } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useState } from "react";
import type { CheckResult } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Name } from "../../components/Said.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { checkWords } from "../../words/tables.ts";
import { Section } from "./Section.tsx";

/** Looks at everything that must be right before the bot can chat. */
export function Doctor() {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const [results, setResults] = useState<CheckResult[]>([]);
  const examine = async () => setResults((await run(() => call("doctor/check"))) ?? []);
  return (
    <Section
      title="Check everything"
      note="Token, intents, log-ins, permissions (missing and too many), keys (one tiny real call each) and personas."
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
      <Stack gap={6} role="status">
        {results.map(({ name, verdict, text, mend }) => (
          <Text key={`${name} ${text}`} size="sm" component="div">
            <Tag words={checkWords[verdict]} />{" "}
            <strong>
              <Name text={name} />
            </strong>
            : <Name text={text} /> {mend}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
