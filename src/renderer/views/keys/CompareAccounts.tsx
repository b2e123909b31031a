import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import type { AccountsProgress, KeyAccount } from "../../../shared/key-accounts.ts";
import type { KeyStatus } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LongTaskButton } from "../../components/LongTaskButton.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Underway } from "../../components/Underway.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useViewAction } from "../../state/use-action.ts";
import { whenSeen } from "../../state/visibility.ts";
import { plural } from "../../words/format.ts";
import type { Words } from "../../words/tables.ts";

const verdictWords: Record<KeyAccount["verdict"], Words> = {
  own: { label: "Own account", tone: "good", Icon: IconCircleCheck },
  shared: { label: "Shared account", tone: "warn", Icon: IconAlertTriangle },
  unknown: { label: "Not known", tone: "quiet", Icon: IconHelpCircle },
};

/** Asks on request whose the keys are: two of one account share one quota. */
export function CompareAccounts({ keys }: { keys: KeyStatus[] }) {
  const call = useCall();
  const { run, cancel, error, isRunning, isCancelled } = useViewAction();
  const [progress, setProgress] = useState<AccountsProgress | null>(null);
  const [accounts, setAccounts] = useState<KeyAccount[] | null>(null);
  const compare = async () => {
    setProgress(null);
    setAccounts(null);
    const onProgress = whenSeen(setProgress);
    setAccounts((await run((signal) => call("keys/compare-accounts", undefined, { signal, onProgress }))) ?? null);
  };
  return (
    <section className="card" aria-labelledby="accounts-title">
      <Group justify="space-between" align="flex-start">
        <div className="accounts-words">
          <h2 id="accounts-title">Whose are they?</h2>
          <Text size="sm" c="dimmed">
            Two keys of one account share one quota. This asks huggingface.co once for each token whose it is, and shows
            no more than which belong together.
          </Text>
        </div>
        <LongTaskButton
          label="Compare accounts"
          style={{ flex: "none" }}
          isRunning={isRunning}
          Icon={IconUsers}
          onStart={() => void compare()}
          onCancel={cancel}
        />
      </Group>
      <ErrorLine error={error} />
      <div role="status">
        {isRunning && (
          <Text size="sm" c="dimmed">
            Asking huggingface.co.
          </Text>
        )}
        {isCancelled && <Text size="sm">The comparison was cancelled.</Text>}
        {accounts && (
          <dl className="facts accounts">
            {accounts.map(({ keyId, verdict, text }) => (
              <div key={keyId} style={{ display: "contents" }}>
                <dt>{keys.find(({ id }) => id === keyId)?.label ?? "removed key"}</dt>
                <dd>
                  <Tag words={verdictWords[verdict]} /> {text}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {isRunning && progress && (
        <Underway progress={{ share: progress.answered / progress.asked, label: "Progress of the comparison" }}>
          {`Answers for ${progress.answered} of ${plural(progress.asked, "token")}.`}
        </Underway>
      )}
    </section>
  );
}
