import { useState } from "react";
import type { CommandInput } from "../../../shared/contract.ts";
import { valueAt } from "../../../shared/settings-path.ts";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { issueOfValue } from "./setting-schema.ts";

type SettingValue = CommandInput<"settings/set">["value"];

export interface SettingField {
  /** What stands in the field: the draft while one is typed, else the value in force. */
  value: unknown;
  isSaving: boolean;
  /** Why the draft is not acceptable, told as it is typed, or why saving was refused. */
  error: string | null;
  change(draft: SettingValue): void;
  /** Saves `next`, or else the draft; a wrong one stays in the field with its error. */
  save(next?: SettingValue): Promise<void>;
  /** Back to the value in force. */
  cancel(): void;
}

/** One setting, by its dotted path. */
export function useSetting(path: string): SettingField {
  const call = useCall();
  const store = usePanelStore();
  const current = useSnapshot(({ settings }) => valueAt(settings, path));
  const [draft, setDraft] = useState<{ value: SettingValue } | null>(null);
  const { run, errorText, isRunning, clear } = useAction();
  const issue = draft ? issueOfValue(path, draft.value) : null;

  const save = async (...next: [SettingValue?]) => {
    const value = next[0] === undefined ? draft?.value : next[0];
    if (value === undefined || issueOfValue(path, value) !== null) return;
    if (JSON.stringify(value) === JSON.stringify(current)) {
      cancel();
      return;
    }
    const saved = { value };
    setDraft(saved);
    const settings = await run(() => call("settings/set", { path, value }));
    if (!settings) return;
    store.patch(() => ({ settings }));
    // What was typed meanwhile stays.
    setDraft((latest) => (latest === saved ? null : latest));
  };
  const change = (value: SettingValue) => {
    clear();
    setDraft({ value });
  };
  const cancel = () => {
    clear();
    setDraft(null);
  };
  return {
    value: draft ? draft.value : current,
    isSaving: isRunning,
    error: issue ?? errorText ?? null,
    change,
    save,
    cancel,
  };
}
