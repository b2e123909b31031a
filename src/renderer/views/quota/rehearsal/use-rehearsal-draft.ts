import type { RehearsalRequest } from "../../../../shared/scenario.ts";
import { useSnapshot } from "../../../state/panel-context.tsx";
import { useReplaceable } from "../../../state/use-replaceable.ts";
import { type Issues, type RehearsalDraft, readRehearsal, storyRehearsal } from "./rehearsal-draft.ts";

export interface RehearsalForm {
  draft: RehearsalDraft;
  issues: Issues;
  /** Null while something in the draft is wrong. */
  request: RehearsalRequest | null;
  change(next: (draft: RehearsalDraft) => RehearsalDraft): void;
  /** As `Replaceable` has it. */
  replace(said: string, next: (draft: RehearsalDraft) => RehearsalDraft): void;
}

/** The rehearsal that is being typed; it begins with the newest one that was started. */
export function useRehearsalDraft(): RehearsalForm {
  const newest = useSnapshot(({ rehearsal }) => rehearsal?.request ?? null);
  const form = useReplaceable<RehearsalDraft>("rehearsal", () => newest ?? storyRehearsal());
  return { ...form, ...readRehearsal(form.draft) };
}
