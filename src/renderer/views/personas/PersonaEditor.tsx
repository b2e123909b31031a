import { Button, Group, List, Text } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useMemo, useReducer } from "react";
import type { Persona } from "../../../shared/persona.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Name } from "../../components/Said.tsx";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useFocusOnce } from "../../state/use-focus-once.ts";
import { useUnsaved } from "../../state/use-kept.ts";
import { Chats } from "../playground/Chats.tsx";
import { PersonaFields } from "./PersonaFields.tsx";
import { beginDraft, changeDraft, readDraft } from "./persona-draft.ts";
import "./personas.css";

export interface Editing {
  persona: Persona;
  isNew: boolean;
  /** What an import says of its file, a sentence each. */
  leftOut: string[];
}

/** A persona's fields, with a chat beside them that answers with the draft. */
export function PersonaEditor({ editing, onClose }: { editing: Editing; onClose(): void }) {
  const call = useCall();
  const store = usePanelStore();
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const takenIds = useMemo(() => personas.map(({ id }) => id), [personas]);
  const [draft, change] = useReducer(changeDraft, editing, beginDraft);
  const { persona, issues } = useMemo(() => readDraft(draft, takenIds), [draft, takenIds]);
  const { run, error, isRunning } = useAction();
  useUnsaved("persona", draft.touched.size > 0);
  // The list that had the focus is gone.
  const title = useFocusOnce<HTMLHeadingElement>();

  const save = async () => {
    change({ type: "submit" });
    if (persona === null) return;
    const saved = await run(() => call("personas/save", { persona, mayReplace: !draft.isNew }));
    if (!saved) return;
    store.patch(() => ({ personas: saved }));
    onClose();
  };

  return (
    <div className="persona-editor">
      <section className="card" aria-labelledby="persona-title">
        <h2 id="persona-title" ref={title} tabIndex={-1}>
          {draft.isNew ? "A new persona" : `Edit "${visibleText(editing.persona.name)}"`}
        </h2>
        <LeftOut sentences={editing.leftOut} />
        <form className="persona-fields" onSubmit={(event) => event.preventDefault()}>
          <PersonaFields draft={draft} issues={issues} takenIds={takenIds} change={change} />
        </form>
        <div className="persona-end">
          <ErrorLine error={error} />
          <Text size="sm" c="var(--mantine-color-error)" role="status">
            {draft.isSubmitted && persona === null && "Correct the marked fields."}
          </Text>
          <Group gap="xs">
            <Button
              leftSection={<IconDeviceFloppy size={14} aria-hidden />}
              loading={isRunning}
              onClick={() => void save()}
            >
              Save persona
            </Button>
            {draft.touched.size === 0 ? (
              <Button variant="default" onClick={onClose}>
                Discard
              </Button>
            ) : (
              <ConfirmButton
                variant="default"
                title="Discard what you wrote?"
                question="What was changed here since it was opened is lost."
                confirmLabel="Discard it"
                onConfirm={onClose}
              >
                Discard
              </ConfirmButton>
            )}
          </Group>
        </div>
      </section>
      <Chats draft={persona} />
    </div>
  );
}

function LeftOut({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="persona-import-notes" role="note" aria-label="About this import">
      <Text size="sm">Nothing is stored yet. Look at these before you save:</Text>
      <List size="sm" spacing={2}>
        {sentences.map((sentence) => (
          <List.Item key={sentence}>
            <Name text={sentence} />
          </List.Item>
        ))}
      </List>
    </div>
  );
}
