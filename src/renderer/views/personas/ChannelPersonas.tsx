import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { profileSchema, snowflake } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useUndo } from "../../state/use-undo.ts";
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
  const undo = useUndo();
  const save = (change: Record<string, string>) => field.save({ ...asRecord(field.inForce()), ...change });
  // One that was given to the channel since then stays.
  const putBack = (removed: Record<string, string>) => field.save({ ...removed, ...asRecord(field.inForce()) });
  const remove = async (channelId: string, label: string) => {
    const { [channelId]: removed, ...others } = channelPersonas;
    if (!(await field.save(others)) || removed === undefined) return;
    undo.offer(`${label} has no persona of its own any more.`, () => putBack({ [channelId]: removed }));
  };
  return (
    <Section
      title="In single channels"
      note="Another persona for a channel and its threads. Everywhere else the profile's own plays."
    >
      {Object.entries(channelPersonas).map(([channelId, personaId]) => {
        const name = log.find((entry) => entry.channelId === channelId)?.channelName;
        const label = name === undefined ? `Channel ${channelId}` : `#${visibleText(name)} (${channelId})`;
        const isKnown = personas.some(({ id }) => id === personaId);
        return (
          <Group key={channelId} gap="xs" align="flex-end" wrap="nowrap">
            <Select
              label={label}
              data={choices}
              value={isKnown ? personaId : null}
              error={isKnown ? null : `"${visibleText(personaId)}" cannot be found.`}
              onChange={(id) => void (id !== null && save({ [channelId]: id }))}
              style={{ flex: 1 }}
            />
            <Button variant="subtle" aria-label={`Remove ${label}`} onClick={() => void remove(channelId, label)}>
              Remove
            </Button>
          </Group>
        );
      })}
      {Object.keys(channelPersonas).length === 0 && (
        <Text size="sm" c="dimmed">
          None yet: give a channel's id below, and who is to play there.
        </Text>
      )}
      {field.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {field.error}
        </Text>
      )}
      <AddChannel
        choices={choices}
        takenIds={Object.keys(channelPersonas)}
        onAdd={(channelId, personaId) => save({ [channelId]: personaId })}
      />
    </Section>
  );
}

function asRecord(value: unknown): Record<string, string> {
  return profileSchema.shape.channelPersonas.parse(value ?? {});
}

interface AddChannelProps {
  choices: { value: string; label: string }[];
  takenIds: readonly string[];
  /** Resolves to whether it was saved. */
  onAdd(channelId: string, personaId: string): Promise<boolean>;
}

function AddChannel({ choices, takenIds, onAdd }: AddChannelProps) {
  const [channelId, setChannelId] = useState("");
  const [personaId, setPersonaId] = useState<string | null>(null);
  const parsed = snowflake.safeParse(channelId.trim());
  const isTaken = takenIds.includes(channelId.trim());
  const issue = isTaken ? "This channel has a persona already: change it above." : idIssue(channelId);
  const isReady = parsed.success && !isTaken && personaId !== null;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isReady && (await onAdd(parsed.data, personaId))) setChannelId("");
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
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
        <Button type="submit" variant="default" mt={43} disabled={!isReady}>
          Add
        </Button>
      </Group>
    </form>
  );
}
