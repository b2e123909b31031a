import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { idFromName } from "../../../shared/id-from-name.ts";
import { type Profile, profileSchema } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useProfileSwitch } from "../../state/use-profile-switch.ts";
import { plural } from "../../words/format.ts";
import { issueAt } from "../../words/issue-at.ts";
import { BotToken } from "./BotToken.tsx";
import { Section } from "./Section.tsx";
import { SettingText } from "./setting-fields.tsx";
import { useSetting } from "./use-setting.ts";

export function ProfileSettings() {
  const profiles = useSnapshot(({ settings }) => settings.profiles);
  const activeId = useSnapshot(({ settings }) => settings.activeProfileId);
  const list = useSetting("profiles");
  const switchTo = useProfileSwitch();
  const { run, errorText } = useAction();
  const remove = (profile: Profile) => void list.save(profiles.filter(({ id }) => id !== profile.id));
  const choose = (id: string) => {
    const chosen = profiles.find((profile) => profile.id === id);
    if (chosen) void run(() => switchTo(chosen));
  };
  return (
    <div className="settings-columns">
      <Section
        title="Profiles"
        note="Each is a bot of its own: token, persona, channels and roles. Keep one for development, so that trying things never disturbs your server. A switch, here or in the header, moves a running bot over to the other profile."
      >
        <Radio.Group label="Active profile" value={activeId} error={errorText ?? list.error} onChange={choose}>
          <Stack gap="xs" mt={6}>
            {profiles.map((profile, index) => (
              <Group key={profile.id} gap="xs" align="flex-end">
                <Radio value={profile.id} aria-label={`Use ${visibleText(profile.name)}`} mb={7} />
                <ProfileName profile={profile} path={`profiles.${index}.name`} />
                {profile.id !== activeId && profiles.length > 1 && (
                  <ConfirmButton
                    variant="subtle"
                    color="red"
                    aria-label={`Remove ${visibleText(profile.name)}`}
                    title="Remove this profile?"
                    question={`The settings of "${visibleText(profile.name)}" and its stored token are deleted: channels, roles, and which persona plays where. This cannot be undone.`}
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
        <AddProfile profiles={profiles} />
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

function AddProfile({ profiles }: { profiles: Profile[] }) {
  const list = useSetting("profiles");
  const [name, setName] = useState("");
  const takenIds = profiles.map(({ id }) => id);
  const parsed = profileSchema.safeParse({ id: idFromName(name, takenIds, "profile"), name });
  const isTwin = profiles.some((profile) => profile.name === name.trim());
  const issue = isTwin ? "Another profile has this name." : parsed.error && issueAt(parsed.error, "name");
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (parsed.success && !isTwin && (await list.save([...profiles, parsed.data]))) setName("");
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group align="flex-start" gap="xs">
        <TextInput
          label="New profile"
          placeholder="Name"
          value={name}
          error={name === "" ? null : (issue ?? list.error)}
          onChange={({ currentTarget }) => {
            list.cancel();
            setName(currentTarget.value);
          }}
        />
        <Button type="submit" mt={22} variant="default" disabled={issue !== undefined} loading={list.isSaving}>
          Add profile
        </Button>
      </Group>
    </form>
  );
}
