import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyAccount } from "../../../shared/key-accounts.ts";
import type { KeyStatus } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
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
  const { run, error, isRunning } = useAction();
  const [accounts, setAccounts] = useState<KeyAccount[] | null>(null);
  const compare = async () => setAccounts((await run(() => call("keys/compare-accounts"))) ?? null);
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
        <Button
          variant="default"
          style={{ flex: "none" }}
          leftSection={<IconUsers size={14} aria-hidden />}
          loading={isRunning}
          onClick={() => void compare()}
        >
          Compare accounts
        </Button>
      </Group>
      <ErrorLine error={error} />
      <div role="status">
        {isRunning && (
          <Text size="sm" c="dimmed">
            {`Asking huggingface.co about ${plural(keys.length, "token")} …`}
          </Text>
        )}
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
    </section>
  );
}
