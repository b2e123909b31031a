import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconFileImport, IconPlus, IconRefresh } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { idFromName } from "../../../shared/id-from-name.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useFocusOnce } from "../../state/use-focus-once.ts";
import { useUnsaved } from "../../state/use-kept.ts";
import { Section } from "../settings/Section.tsx";
import { useActiveProfile } from "../settings/use-active-profile.ts";
import { ChannelPersonas } from "./ChannelPersonas.tsx";
import { PersonaChoice } from "./PersonaChoice.tsx";
import { type Editing, PersonaEditor } from "./PersonaEditor.tsx";
import { emptyPersona } from "./persona-draft.ts";
import { readCardFile } from "./read-card-file.ts";

/** Who the bot is: choose, write, copy and take in characters. */
export function PersonaSettings() {
  const [editing, setEditing] = useState<Editing | null>(null);
  const [isBack, setBack] = useState(false);
  const close = () => {
    setEditing(null);
    setBack(true);
  };
  if (editing) return <PersonaEditor editing={editing} onClose={close} />;
  return <PersonaList onEdit={setEditing} isBack={isBack} />;
}

interface PersonaListProps {
  onEdit(editing: Editing): void;
  /** The editor, which had the focus, was closed just now. */
  isBack: boolean;
}

function PersonaList({ onEdit, isBack }: PersonaListProps) {
  const { profile } = useActiveProfile();
  const resetFile = useRef<() => void>(null);
  const newPersona = useFocusOnce<HTMLButtonElement>(isBack);
  const work = usePersonaWork(onEdit);
  useUnsaved("persona", false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) void work.take(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a short cut for the button "Import a card".
    <div className="settings-columns" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <Section
        title={`Persona of the profile "${visibleText(profile.name)}"`}
        note="Who the bot is: its voice with the model, and its own lines for the understudy. Those that come with Quipdeck can be copied, and the copy changed."
      >
        <PersonaChoice actions={work} />
        <Group gap="xs">
          <Button
            ref={newPersona}
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onEdit({ persona: emptyPersona, isNew: true, leftOut: [] })}
          >
            New persona
          </Button>
          <FileButton
            accept=".png,.json"
            resetRef={resetFile}
            onChange={(file) => {
              // So that the same file may be chosen again, once it is mended.
              resetFile.current?.();
              if (file) void work.take(file);
            }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                loading={work.isRunning}
                leftSection={<IconFileImport size={14} aria-hidden />}
              >
                Import a card
              </Button>
            )}
          </FileButton>
          <Button
            variant="subtle"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void work.reload()}
          >
            Read the folder again
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          A character card (V2 or V3, PNG or JSON) or a persona's file may also be dropped anywhere here. Yours are kept
          as JSON files in the folder personas of the data folder.
        </Text>
        <ErrorLine error={work.error} />
        <Text size="sm" role="status">
          {work.told}
        </Text>
      </Section>
      <ChannelPersonas />
    </div>
  );
}

/** What can be done with personas; each leads into the editor or changes the list. */
function usePersonaWork(onEdit: (editing: Editing) => void) {
  const call = useCall();
  const store = usePanelStore();
  const takenIds = useSnapshot((snapshot) => snapshot.personas).map(({ id }) => id);
  const [told, setTold] = useState("");
  const { run, error, isRunning } = useAction();
  const open = async (id: string) => (await run(() => call("personas/get", { id })))?.persona;
  return {
    error,
    isRunning,
    told,
    async edit(id: string) {
      const persona = await open(id);
      if (persona) onEdit({ persona, isNew: false, leftOut: [] });
    },
    async copy(id: string) {
      const persona = await open(id);
      if (!persona) return;
      const { $schema: _, ...kept } = persona;
      onEdit({ persona: { ...kept, id: idFromName(persona.name, takenIds, "persona") }, isNew: true, leftOut: [] });
    },
    async remove(id: string) {
      const personas = await run(() => call("personas/remove", { id }));
      if (personas) store.patch(() => ({ personas }));
    },
    async take(file: File) {
      if (isRunning) return;
      const imported = await run(async () => call("personas/import", { base64: await readCardFile(file) }));
      if (imported) onEdit({ ...imported, isNew: true });
    },
    async reload() {
      const found = await run(() => call("personas/reload"));
      if (!found) return;
      store.patch(() => ({ personas: found.personas }));
      setTold(found.problems.length > 0 ? found.problems.join(" ") : "All personas were read.");
    },
  };
}
