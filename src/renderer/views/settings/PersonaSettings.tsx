import { Radio, Stack, Text } from "@mantine/core";
import { useSnapshot } from "../../state/panel-context.tsx";
import { plural } from "../../words/format.ts";
import { Section } from "./Section.tsx";
import { useActiveProfile } from "./use-active-profile.ts";
import { useSetting } from "./use-setting.ts";

const sourceWords = { "built-in": "comes with Quipdeck", own: "your own" };

export function PersonaSettings() {
  const { profile, path } = useActiveProfile();
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const field = useSetting(`${path}.personaId`);
  const isKnown = personas.some(({ id }) => id === field.value);
  return (
    <div className="settings-columns">
      <Section
        title={`Persona of the profile "${profile.name}"`}
        note="Who the bot is: its voice with the model, and its own lines for the understudy. A persona of yours is one JSON file in the folder personas of the data folder."
      >
        <Radio.Group
          aria-label="Persona"
          value={String(field.value)}
          error={
            field.error ?? (isKnown ? null : `The persona "${String(field.value)}" cannot be found; choose another.`)
          }
          onChange={(id) => void field.save(id)}
        >
          <Stack gap="xs">
            {personas.map(({ id, name, description, exampleCount, source }) => (
              <Radio
                key={id}
                value={id}
                label={
                  <Text size="sm" fw={600}>
                    {name}
                  </Text>
                }
                description={`${description} ${plural(exampleCount, "example")}, ${sourceWords[source]}.`}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
    </div>
  );
}
