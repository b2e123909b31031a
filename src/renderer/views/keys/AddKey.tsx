import { Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { commands } from "../../../shared/contract.ts";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { issueAt } from "../../words/issue-at.ts";

/** Takes a new key in; once it is stored its secret leaves the page and never comes back. */
export function AddKey({ onAdded }: { onAdded?: () => void }) {
  const call = useCall();
  const store = usePanelStore();
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const [label, setLabel] = useState("");
  const [secret, setSecret] = useState("");
  const { run, errorText, isRunning, clear } = useAction();
  const input = { secret, label: label.trim() || `Key ${keys.length + 1}` };
  const parsed = commands["keys/add"].input.safeParse(input);
  const issue = secret === "" ? undefined : parsed.error && issueAt(parsed.error, "secret");

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!parsed.success) return;
    const added = await run(() => call("keys/add", input));
    if (!added) return;
    setSecret("");
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
          value={label}
          error={parsed.error && issueAt(parsed.error, "label")}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
        <PasswordInput
          label="Access token"
          placeholder="hf_…"
          autoComplete="new-password"
          value={secret}
          error={issue ?? errorText}
          // Mantine says so of every field but this one.
          aria-invalid={(issue ?? errorText) !== undefined}
          onChange={({ currentTarget }) => {
            clear();
            setSecret(currentTarget.value);
          }}
          visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
          style={{ flex: 1, minWidth: 220 }}
        />
        <Button type="submit" mt={22} loading={isRunning} disabled={!parsed.success}>
          Add key
        </Button>
      </Group>
    </form>
  );
}
