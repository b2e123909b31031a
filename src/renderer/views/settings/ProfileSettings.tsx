import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { idFromName } from "../../../shared/id-from-name.ts";
import { type Profile, profileSchema } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { plural } from "../../words/format.ts";
import { issueAt } from "../../words/issue-at.ts";
import { BotToken } from "./BotToken.tsx";
import { Section } from "./Section.tsx";
import { SettingText } from "./setting-fields.tsx";
import { useSetting } from "./use-setting.ts";

export function ProfileSettings() {
  const profiles = useSnapshot(({ settings }) => settings.profiles);
  const active = useSetting("activeProfileId");
  const list = useSetting("profiles");
  const remove = (profile: Profile) => void list.save(profiles.filter(({ id }) => id !== profile.id));
  return (
    <div className="settings-columns">
      <Section
        title="Profiles"
        note="Each is a bot of its own: token, persona, channels and roles. Keep one for development, so that trying things never disturbs your server. A switch, here or in the header, moves a running bot over to the other profile."
      >
        <Radio.Group
          label="Active profile"
          value={String(active.value)}
          error={active.error ?? list.error}
          onChange={(id) => void active.save(id)}
        >
          <Stack gap="xs" mt={6}>
            {profiles.map((profile, index) => (
              <Group key={profile.id} gap="xs" align="flex-end">
                <Radio value={profile.id} aria-label={`Use ${visibleText(profile.name)}`} mb={7} />
                <ProfileName profile={profile} path={`profiles.${index}.name`} />
                {profile.id !== active.value && profiles.length > 1 && (
                  <ConfirmButton
                    variant="subtle"
                    color="red"
                    aria-label={`Remove ${visibleText(profile.name)}`}
                    title="Remove this profile?"
                    question={`The settings of "${visibleText(profile.name)}" are deleted. This cannot be undone.`}
                    confirmLabel="Remove profile"
                    onConfirm={() => remove(profile)}
                  >
                    Remove
                  </ConfirmButton>
                )}
              </Group>
            ))}
          </Stack>
        </Radio.Group>
        <AddProfile profiles={profiles} onAdd={(profile) => void list.save([...profiles, profile])} />
      </Section>
      {profiles.map((profile) => (
        <BotToken key={profile.id} profile={profile} />
      ))}
    </div>
  );
}

/** The name, with what tells one bot from another at a glance. */
function ProfileName({ profile: { id, personaId, answerChannelIds }, path }: { profile: Profile; path: string }) {
  const hasToken = useSnapshot(({ profilesWithToken }) => profilesWithToken.includes(id));
  const persona = useSnapshot(({ personas }) => personas.find((one) => one.id === personaId)?.name ?? personaId);
  const facts = [
    hasToken ? "token stored" : "no token yet",
    persona,
    plural(answerChannelIds.length, "answer channel"),
  ];
  return <SettingText path={path} label={`Name of ${id}`} description={facts.join(" · ")} />;
}

function AddProfile({ profiles, onAdd }: { profiles: Profile[]; onAdd(profile: Profile): void }) {
  const [name, setName] = useState("");
  const [issue, setIssue] = useState<string | undefined>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const id = idFromName(
      name,
      profiles.map((profile) => profile.id),
      "profile",
    );
    const parsed = profileSchema.safeParse({ id, name });
    setIssue(parsed.success ? undefined : issueAt(parsed.error, "name"));
    if (!parsed.success) return;
    onAdd(parsed.data);
    setName("");
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="xs">
        <TextInput
          label="New profile"
          placeholder="Name"
          maxLength={40}
          value={name}
          error={issue}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" mt={22} variant="default" disabled={name.trim() === ""}>
          Add profile
        </Button>
      </Group>
    </form>
  );
}
