import { Group, Text } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useState } from "react";
import type { CheckProgress, CheckResult } from "../../../shared/models.ts";
import { waitedForSentence } from "../../../shared/waited-for.ts";
import { CheckLines } from "../../components/CheckLines.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LongTaskButton } from "../../components/LongTaskButton.tsx";
import { Underway } from "../../components/Underway.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { whenSeen } from "../../state/visibility.ts";
import { plural } from "../../words/format.ts";
import { Section } from "./Section.tsx";

/** Looks at everything that must be right before the bot can chat. */
export function Doctor() {
  const call = useCall();
  const { run, cancel, error, isRunning, isCancelled } = useAction();
  const [progress, setProgress] = useState<CheckProgress | null>(null);
  const [results, setResults] = useState<CheckResult[] | null>(null);
  const examine = async () => {
    setProgress(null);
    setResults(null);
    const onProgress = whenSeen(setProgress);
    const found = await run((signal) => call("doctor/check", undefined, { signal, onProgress }));
    setResults(found ?? null);
  };
  return (
    <Section
      title="Check everything"
      note="Token, intents, log-ins, invitation, permissions (missing and too many), keys (one tiny real call each), personas and a test reply; the Setup view leads through the same, step by step."
    >
      <Group>
        <LongTaskButton
          label="Run the checks"
          isRunning={isRunning}
          Icon={IconStethoscope}
          onStart={() => void examine()}
          onCancel={cancel}
        />
      </Group>
      <ErrorLine error={error} />
      <Text size="sm" role="status">
        {isRunning && "Asking Discord and the service."}
        {isCancelled && `Cancelled: ${lookedAt(progress)}.`}
        {error && progress && `Broken off: ${lookedAt(progress)}.`}
        {results && summaryOf(results)}
      </Text>
      <div role="log" aria-label="What was found">
        <CheckLines results={results ?? progress?.results ?? []} />
      </div>
      {isRunning && progress && (
        <Underway
          progress={{ share: 1 - progress.waitingFor.length / progress.looks, label: "Progress of the checks" }}
        >
          {`${lookedAt(progress)}. ${waitedForSentence(progress.waitingFor)}`}
        </Underway>
      )}
    </Section>
  );
}

function lookedAt(progress: CheckProgress | null): string {
  if (!progress) return "nothing was looked at";
  const { waitingFor, looks } = progress;
  return `${looks - waitingFor.length} of ${plural(looks, "check")} done`;
}

function summaryOf(results: readonly CheckResult[]): string {
  const count = (verdict: CheckResult["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const broken = count("broken");
  const warnings = count("warning");
  if (broken + warnings === 0) return "Everything was looked at, and nothing needs a mend.";
  const found = [broken > 0 && `${broken} broken`, warnings > 0 && plural(warnings, "warning")].filter(Boolean);
  return `Everything was looked at: ${found.join(", ")}.`;
}
