import { Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { commands } from "../../../shared/contract.ts";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { issueAt } from "../../words/issue-at.ts";

/** Takes a new key in; its secret leaves the page at once and never comes back. */
export function AddKey({ onAdded }: { onAdded?: () => void }) {
  const call = useCall();
  const store = usePanelStore();
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const [label, setLabel] = useState("");
  const [secret, setSecret] = useState("");
  const [issues, setIssues] = useState<{ label?: string | undefined; secret?: string | undefined }>({});
  const { run, errorText, isRunning, clear } = useAction();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    clear();
    const input = { secret, label: label.trim() || `Key ${keys.length + 1}` };
    const parsed = commands["keys/add"].input.safeParse(input);
    setSecret("");
    setIssues(parsed.success ? {} : { label: issueAt(parsed.error, "label"), secret: issueAt(parsed.error, "secret") });
    if (!parsed.success) return;
    const added = await run(() => call("keys/add", input));
    if (!added) return;
    setLabel("");
    store.patch(({ keys }) => ({ keys: [...keys.filter(({ id }) => id !== added.id), added] }));
    onAdded?.();
  };

  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Group align="flex-start" gap="xs" mt="xs">
        <TextInput
          label="Label"
          placeholder={`Key ${keys.length + 1}`}
          maxLength={40}
          value={label}
          error={issues.label}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
        <PasswordInput
          label="Access token"
          placeholder="hf_…"
          autoComplete="new-password"
          value={secret}
          error={issues.secret ?? errorText}
          onChange={({ currentTarget }) => setSecret(currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
          style={{ flex: 1, minWidth: 220 }}
        />
        <Button type="submit" mt={22} loading={isRunning} disabled={secret === ""}>
          Add key
        </Button>
      </Group>
    </form>
  );
}
