import { Group, Switch, Text } from "@mantine/core";
import { IconCircleCheck, IconPointer } from "@tabler/icons-react";
import { useState } from "react";
import { Empty } from "../../components/Empty.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { plural } from "../../words/format.ts";
import { FailureDetails } from "./FailureDetails.tsx";
import { FailureList } from "./FailureList.tsx";
import { useFailures } from "./use-failures.ts";
import "./failures.css";

/** Every failure with its offending message, beside the list of them. */
export function FailuresView() {
  const [withResolved, setWithResolved] = useState(false);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const { failures, error, resolve } = useFailures(withResolved);
  const openCount = failures.filter(({ resolvedAt }) => resolvedAt === null).length;
  const chosen = failures.find(({ id }) => id === chosenId) ?? failures[0];
  return (
    <main className="view filled">
      <h1>Failures</h1>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {openCount === 0 ? "Nothing is open." : `${plural(openCount, "open failure")}, newest first.`}
        </Text>
        <Switch
          label="Show resolved ones"
          checked={withResolved}
          onChange={({ currentTarget }) => setWithResolved(currentTarget.checked)}
        />
      </Group>
      <ErrorLine error={error} />
      {chosen ? (
        <div className="failures">
          <FailureList failures={failures} chosenId={chosen.id} onChoose={setChosenId} />
          <FailureDetails key={chosen.id} failure={chosen} onResolve={resolve} />
        </div>
      ) : (
        <div className="card">
          <Empty Icon={withResolved ? IconPointer : IconCircleCheck} title="No failures">
            When a message cannot be answered as it should, it appears here with its text, its channel, the answer so
            far, the key and the status, so that you can see what happened and mend it.
          </Empty>
        </div>
      )}
    </main>
  );
}
