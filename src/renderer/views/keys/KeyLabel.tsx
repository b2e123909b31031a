import { TextInput } from "@mantine/core";
import { useState } from "react";
import { commands } from "../../../shared/contract.ts";
import { useCall, usePanelStore } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { issueAt } from "../../words/issue-at.ts";

/** The label, edited in place and saved when the field is left or by Enter; Escape takes it back. */
export function KeyLabel({ id, label }: { id: string; label: string }) {
  const call = useCall();
  const store = usePanelStore();
  const [draft, setDraft] = useState<string | null>(null);
  const { run, errorText, clear } = useAction();
  const parsed = commands["keys/update"].input.safeParse({ id, label: draft ?? label });
  // A label that stands is no issue: what it hides is written out here, which may be longer than a label may be.
  const issue = draft === null || parsed.success ? undefined : issueAt(parsed.error, "label");

  const save = async () => {
    const saved = draft?.trim();
    if (issue || saved === undefined) return;
    const isSaved =
      saved === label || (await run(() => call("keys/update", { id, label: saved }).then(() => true))) === true;
    if (!isSaved) return;
    store.patch(({ keys }) => ({ keys: keys.map((key) => (key.id === id ? { ...key, label: saved } : key)) }));
    setDraft(null);
  };
  const cancel = () => {
    setDraft(null);
    clear();
  };
  return (
    <TextInput
      aria-label={`Label of ${label}`}
      value={draft ?? label}
      error={issue ?? errorText}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") currentTarget.blur();
        if (key === "Escape") cancel();
      }}
      w={220}
    />
  );
}
