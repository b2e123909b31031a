import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import type { PersonaSummary } from "../../../shared/persona.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { plural } from "../../words/format.ts";
import { SavedMark } from "../settings/SavedMark.tsx";
import { useActiveProfile } from "../settings/use-active-profile.ts";
import { useSetting } from "../settings/use-setting.ts";

const sourceWords = { "built-in": "comes with Quipdeck", own: "your own" };

interface PersonaChoiceProps {
  /** What can be done with a persona beside choosing it; left out where only the choice matters. */
  actions?: PersonaActions;
}

export interface PersonaActions {
  edit(id: string): void;
  copy(id: string): void;
  remove(id: string): void;
}

/** Who the active profile's bot is. */
export function PersonaChoice({ actions }: PersonaChoiceProps) {
  const { path } = useActiveProfile();
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const field = useSetting(`${path}.personaId`);
  const isKnown = personas.some(({ id }) => id === field.value);
  return (
    <SavedMark isSaved={field.isSaved}>
      <Radio.Group
        aria-label="Persona"
        value={String(field.value)}
        error={
          field.error ??
          (isKnown ? null : `The persona "${visibleText(String(field.value))}" cannot be found; choose another.`)
        }
        onChange={(id) => void field.save(id)}
      >
        <Stack gap="xs">
          {personas.map((persona) => (
            <div key={persona.id}>
              <Radio
                value={persona.id}
                label={
                  <Text size="sm" fw={600}>
                    {persona.name}
                  </Text>
                }
                description={`${persona.description} ${plural(persona.exampleCount, "example")}, ${sourceWords[persona.source]}.`}
              />
              {actions && <Actions persona={persona} actions={actions} />}
            </div>
          ))}
        </Stack>
      </Radio.Group>
    </SavedMark>
  );
}

function Actions({ persona: { id, name, source }, actions }: { persona: PersonaSummary; actions: PersonaActions }) {
  return (
    <Group gap={4} ml={26} mt={2}>
      {source === "own" && (
        <Button variant="subtle" size="compact-xs" aria-label={`Edit ${name}`} onClick={() => actions.edit(id)}>
          Edit
        </Button>
      )}
      <Button variant="subtle" size="compact-xs" aria-label={`Copy ${name}`} onClick={() => actions.copy(id)}>
        Copy
      </Button>
      {source === "own" && (
        <ConfirmButton
          variant="subtle"
          color="red"
          size="compact-xs"
          aria-label={`Remove ${name}`}
          title="Remove this persona?"
          question={`The file of "${name}" is deleted. This cannot be undone.`}
          confirmLabel="Remove persona"
          onConfirm={() => actions.remove(id)}
        >
          Remove
        </ConfirmButton>
      )}
    </Group>
  );
}
