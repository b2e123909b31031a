import { Anchor, Group, Switch, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { Empty } from "../../components/Empty.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useHashNumber } from "../../state/use-hash-view.ts";
import { plural } from "../../words/format.ts";
import { FailureGroupDetails } from "./FailureGroupDetails.tsx";
import { FailureGroupList } from "./FailureGroupList.tsx";
import { useFailureGroups } from "./use-failure-groups.ts";
import "./failures.css";

/** Every failure by its cause, with the offending message, beside the list of causes. */
export function FailuresView() {
  const [withResolved, setWithResolved] = useState(false);
  const [chosenCause, setChosenCause] = useState<string | null>(null);
  // What was read before a member was forgotten may be theirs.
  const forgets = useSnapshot((snapshot) => snapshot.forgets);
  const openCount = useSnapshot(({ status }) => status.openFailures);
  const { groups, error, resolve, reopen } = useFailureGroups(withResolved);
  const showCause = useCallback((cause: string, isResolved: boolean) => {
    setChosenCause(cause);
    if (isResolved) setWithResolved(true);
  }, []);
  const asked = useAskedFailure(showCause);
  const chosen = groups?.find(({ cause }) => cause === chosenCause) ?? groups?.[0];
  return (
    <main className="view filled">
      <h1 tabIndex={-1}>Failures</h1>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {openCount === 0 ? "Nothing is open." : `${plural(openCount, "open failure")}, by cause, the latest first.`}
        </Text>
        <Switch
          label="Show resolved ones"
          checked={withResolved}
          onChange={({ currentTarget }) => setWithResolved(currentTarget.checked)}
        />
      </Group>
      <ErrorLine error={error ?? asked.error} />
      {groups && chosen && (
        <div className="failures">
          <FailureGroupList groups={groups} chosenCause={chosen.cause} onChoose={setChosenCause} />
          <FailureGroupDetails
            key={`${chosen.cause} ${asked.id} ${forgets}`}
            group={chosen}
            withResolved={withResolved}
            initialId={asked.id}
            onResolve={resolve}
            onReopen={reopen}
          />
        </div>
      )}
      {groups && !chosen && (
        <div className="card">
          <Empty Icon={IconCircleCheck} title="No failures">
            When a message cannot be answered as it should, it appears here with its text, its channel, the answer so
            far, the key and the status, so that you can see what happened and mend it. What went well stands under{" "}
            <Anchor href="#live" inherit>
              Live
            </Anchor>
            .
          </Empty>
        </div>
      )}
    </main>
  );
}

/** The failure that the address names; tells its cause once it is found. */
function useAskedFailure(onFound: (cause: string, isResolved: boolean) => void) {
  const call = useCall();
  const id = useHashNumber("failures", "id");
  const { run, error } = useAction();
  useEffect(() => {
    if (id === null) return;
    let isCurrent = true;
    void run(() => call("failures/get", { id })).then(
      (failure) => isCurrent && failure && onFound(failure.cause, failure.resolvedAt !== null),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, call, run, onFound]);
  return { id, error };
}
