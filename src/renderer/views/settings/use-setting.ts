import { useRef, useState } from "react";
import type { CommandInput } from "../../../shared/contract.ts";
import { valueAt } from "../../../shared/settings-path.ts";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { isAlike } from "../../words/is-alike.ts";
import { issueOfValue } from "./setting-schema.ts";

type SettingValue = CommandInput<"settings/set">["value"];

export interface SettingField {
  /** What stands in the field: the draft while one is typed, else the value in force. */
  value: unknown;
  isSaving: boolean;
  /** Why the draft is not acceptable, told as it is typed. */
  issue: string | null;
  /** The issue, or why saving was refused. */
  error: string | null;
  /** What stands in the field was saved from here, and is in force. */
  isSaved: boolean;
  /** The value that is saved. */
  inForce(): unknown;
  change(draft: SettingValue): void;
  /** Saves `next`, or else the draft; resolves to whether that is in force now. A wrong one stays, with its error. */
  save(next?: SettingValue): Promise<boolean>;
  /** Back to the value in force. */
  cancel(): void;
}

/** One setting, by its dotted path. */
export function useSetting(path: string): SettingField {
  const call = useCall();
  const store = usePanelStore();
  const current = useSnapshot(({ settings }) => valueAt(settings, path));
  const [draft, setDraft] = useState<{ value: SettingValue } | null>(null);
  const [saved, setSaved] = useState<{ value: unknown } | null>(null);
  const { run, errorText, isRunning, clear } = useAction();
  const issue = draft ? issueOfValue(path, draft.value) : null;

  /** The newest value that is being saved. */
  const sending = useRef<{ value: SettingValue } | null>(null);

  // Asked for anew each time: an undo may come long after the picture in which it was offered.
  const inForce = () => valueAt(store.getState().snapshot?.settings, path);
  const save = async (...next: [SettingValue?]) => {
    const value = next[0] === undefined ? draft?.value : next[0];
    if (value === undefined || issueOfValue(path, value) !== null) return false;
    // What is in force may be about to change.
    if (sending.current === null && isAlike(value, inForce())) {
      cancel();
      return true;
    }
    const sent = { value };
    sending.current = sent;
    setDraft(sent);
    const settings = await run(() => call("settings/set", { path, value }));
    if (sending.current === sent) sending.current = null;
    if (!settings) return false;
    store.patch(() => ({ settings }));
    // What was typed meanwhile stays.
    setDraft((latest) => (latest === sent ? null : latest));
    setSaved({ value: valueAt(settings, path) });
    return true;
  };
  const change = (value: SettingValue) => {
    clear();
    setSaved(null);
    setDraft({ value });
  };
  const cancel = () => {
    clear();
    setDraft(null);
  };
  return {
    value: draft ? draft.value : current,
    isSaving: isRunning,
    issue,
    inForce,
    isSaved: draft === null && saved !== null && isAlike(saved.value, current),
    error: issue ?? errorText ?? null,
    change,
    save,
    cancel,
  };
}
