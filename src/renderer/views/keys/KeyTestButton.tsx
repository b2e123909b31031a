import { Button, Text } from "@mantine/core";
import { IconTestPipe } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyTest } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { formatMs } from "../../words/format.ts";
import { checkWords } from "../../words/tables.ts";

/** Makes one real and tiny call with the key, and says what came of it. */
export function KeyTestButton({ id }: { id: string }) {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const [result, setResult] = useState<KeyTest | null>(null);
  const test = async () => {
    setResult(null);
    setResult((await run(() => call("keys/test", { id }))) ?? null);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTestPipe size={14} aria-hidden />}
        loading={isRunning}
        onClick={() => void test()}
      >
        Test with a real call
      </Button>
      <div className="key-test" role="status">
        {isRunning && (
          <Text size="sm" c="dimmed">
            Waiting for the service's answer …
          </Text>
        )}
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
