import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { snowflake } from "../../../shared/settings.ts";
import { useSnapshot } from "../../state/panel-context.tsx";
import { idIssue } from "../../words/issue-at.ts";
import { Section } from "../settings/Section.tsx";
import { useActiveProfile } from "../settings/use-active-profile.ts";
import { useSetting } from "../settings/use-setting.ts";

/** Channels in which another character plays than in the rest of the server. */
export function ChannelPersonas() {
  const { profile, path } = useActiveProfile();
  const personas = useSnapshot((snapshot) => snapshot.personas);
  const log = useSnapshot((snapshot) => snapshot.log);
  const field = useSetting(`${path}.channelPersonas`);
  const { channelPersonas } = profile;
  const choices = personas.map(({ id, name }) => ({ value: id, label: name }));
  const save = (change: Record<string, string>) => void field.save({ ...channelPersonas, ...change });
  const remove = (channelId: string) => {
    const { [channelId]: _, ...others } = channelPersonas;
    void field.save(others);
  };
  return (
    <Section
      title="In single channels"
      note="Another persona for a channel and its threads. Everywhere else the profile's own plays."
    >
      {Object.entries(channelPersonas).map(([channelId, personaId]) => {
        const name = log.find((entry) => entry.channelId === channelId)?.channelName;
        const label = name === undefined ? `Channel ${channelId}` : `#${name} (${channelId})`;
        const isKnown = personas.some(({ id }) => id === personaId);
        return (
          <Group key={channelId} gap="xs" align="flex-end" wrap="nowrap">
            <Select
              label={label}
              data={choices}
              value={isKnown ? personaId : null}
              error={isKnown ? null : `"${personaId}" cannot be found.`}
              onChange={(id) => id !== null && save({ [channelId]: id })}
              style={{ flex: 1 }}
            />
            <Button variant="subtle" aria-label={`Remove ${label}`} onClick={() => remove(channelId)}>
              Remove
            </Button>
          </Group>
        );
      })}
      {field.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {field.error}
        </Text>
      )}
      <AddChannel choices={choices} onAdd={(channelId, personaId) => save({ [channelId]: personaId })} />
    </Section>
  );
}

interface AddChannelProps {
  choices: { value: string; label: string }[];
  onAdd(channelId: string, personaId: string): void;
}

function AddChannel({ choices, onAdd }: AddChannelProps) {
  const [channelId, setChannelId] = useState("");
  const [personaId, setPersonaId] = useState<string | null>(null);
  const parsed = snowflake.safeParse(channelId.trim());
  const issue = idIssue(channelId);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!parsed.success || personaId === null) return;
    onAdd(parsed.data, personaId);
    setChannelId("");
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          label="Channel's id"
          description="Developer Mode, then Copy Channel ID."
          value={channelId}
          error={issue}
          onChange={({ currentTarget }) => setChannelId(currentTarget.value)}
          style={{ flex: "2 1 240px" }}
        />
        <Select
          label="Persona"
          description="Plays there."
          data={choices}
          value={personaId}
          onChange={setPersonaId}
          style={{ flex: 1, minWidth: 130 }}
        />
        <Button type="submit" variant="default" mt={43} disabled={!parsed.success || personaId === null}>
          Add
        </Button>
      </Group>
    </form>
  );
}
