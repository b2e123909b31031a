import { Text } from "@mantine/core";
import { IconTestPipe } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyTest } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LongTaskButton } from "../../components/LongTaskButton.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Underway } from "../../components/Underway.tsx";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useViewAction } from "../../state/use-action.ts";
import { formatMs } from "../../words/format.ts";
import { checkWords } from "../../words/tables.ts";

/** Makes one real and tiny call with the key, and says what came of it. */
export function KeyTestButton({ id }: { id: string }) {
  const call = useCall();
  const patienceMs = useSnapshot(({ settings }) => settings.inference.attemptTimeoutMs);
  const { run, cancel, error, isRunning, isCancelled } = useViewAction();
  const [result, setResult] = useState<KeyTest | null>(null);
  const test = async () => {
    setResult(null);
    setResult((await run((signal) => call("keys/test", { id }, { signal }))) ?? null);
  };
  return (
    <>
      <LongTaskButton
        label="Test with a real call"
        isRunning={isRunning}
        Icon={IconTestPipe}
        onStart={() => void test()}
        onCancel={cancel}
      />
      <div className="key-test" role="status">
        {isRunning && (
          <Underway>{`Waiting for the service's answer, ${Math.round(patienceMs / 1000)} s at most.`}</Underway>
        )}
        {isCancelled && <Text size="sm">The test was cancelled.</Text>}
        {result && (
          <Text size="sm" component="div">
            <Tag words={result.ok ? checkWords.fine : checkWords.broken} /> {describe(result)}
          </Text>
        )}
        <ErrorLine error={error} />
      </div>
    </>
  );
}

function describe({ status, ms, text }: KeyTest): string {
  return `${text} (${status === null ? "no answer" : `status ${status}`}, ${formatMs(ms)})`;
}
