import { Switch, Text } from "@mantine/core";
import type { KeyStatus } from "../../../shared/models.ts";
import type { CallCommand } from "../../bridge/panel-bridge.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";

interface KeySwitchesProps {
  keyStatus: KeyStatus;
  run(task: () => Promise<unknown>): void;
  call: CallCommand;
}

/** Switches the key on and off, or removes it for good. */
export function KeySwitches({ keyStatus: { id, label, source, enabled }, run, call }: KeySwitchesProps) {
  return (
    <>
      <Switch
        mt={5}
        label="In use"
        aria-label={`Use ${label}`}
        checked={enabled}
        onChange={({ currentTarget: { checked } }) => run(() => call("keys/update", { id, enabled: checked }))}
      />
      {source === "environment" && (
        <Text size="sm" c="dimmed" mt={5}>
          Comes from QUIPDECK_HF_KEYS; remove it there.
        </Text>
      )}
      {source === "stored" && (
        <ConfirmButton
          variant="subtle"
          color="red"
          aria-label={`Remove ${label}`}
          title="Remove this key?"
          question={`"${label}" is removed together with its stored secret and limits. This cannot be undone.`}
          confirmLabel="Remove key"
          onConfirm={() => run(() => call("keys/remove", { id }))}
        >
          Remove
        </ConfirmButton>
      )}
    </>
  );
}
