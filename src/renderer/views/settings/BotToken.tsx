import { Button, Group, PasswordInput, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { commands } from "../../../shared/contract.ts";
import type { Profile } from "../../../shared/settings.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { issueAt } from "../../words/issue-at.ts";
import type { Words } from "../../words/tables.ts";
import { Section } from "./Section.tsx";

const storedWords: Words = { label: "Stored", tone: "good", Icon: IconCircleCheck };
const missingWords: Words = { label: "Not stored", tone: "warn", Icon: IconCircleDashed };

export function BotToken({ profile }: { profile: Profile }) {
  return (
    <Section
      title={`Bot token of the profile "${visibleText(profile.name)}"`}
      note="From Discord's developer portal, page Bot. It is stored on this machine and never shown again."
    >
      <BotTokenForm profile={profile} />
    </Section>
  );
}

/** Takes the bot's token in; once it is stored it leaves the page and never comes back. */
export function BotTokenForm({ profile, onStored }: { profile: Profile; onStored?: () => void }) {
  const call = useCall();
  const store = usePanelStore();
  const isStored = useSnapshot(({ profilesWithToken }) => profilesWithToken.includes(profile.id));
  const [token, setToken] = useState("");
  const { run, errorText, isRunning, clear } = useAction();
  const input = { profileId: profile.id, token };
  const parsed = commands["bot/set-token"].input.safeParse(input);
  const issue = parsed.error && issueAt(parsed.error, "token");
  const shownIssue = token === "" ? errorText : (issue ?? errorText);
  const showAs = (stored: boolean) =>
    store.patch(({ profilesWithToken }) => ({
      profilesWithToken: [...profilesWithToken.filter((id) => id !== profile.id), ...(stored ? [profile.id] : [])],
    }));

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (issue !== undefined || (await run(() => call("bot/set-token", input))) === undefined) return;
    setToken("");
    showAs(true);
    onStored?.();
  };
  const remove = async () => {
    if ((await run(() => call("bot/clear-token", { profileId: profile.id }))) !== undefined) showAs(false);
  };

  return (
    <>
      <Text component="div" size="sm" role="status">
        <Tag words={isStored ? storedWords : missingWords} />
      </Text>
      <form onSubmit={(event) => void submit(event)} autoComplete="off">
        <Group align="flex-start" gap="xs">
          <PasswordInput
            label={isStored ? "Replace the token" : "Token"}
            autoComplete="new-password"
            value={token}
            error={shownIssue}
            // Mantine says so of every field but this one.
            aria-invalid={shownIssue !== undefined}
            onChange={({ currentTarget }) => {
              clear();
              setToken(currentTarget.value);
            }}
            visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
            style={{ flex: 1, minWidth: 200 }}
          />
          <Button type="submit" mt={22} loading={isRunning} disabled={issue !== undefined}>
            Store token
          </Button>
          {isStored && (
            <ConfirmButton
              mt={22}
              variant="subtle"
              color="red"
              title="Remove the token?"
              question={`The stored token is deleted, and Discord does not show it again: the bot of "${visibleText(profile.name)}" cannot start until you make a new one there and store it. This cannot be undone.`}
              confirmLabel="Remove token"
              onConfirm={() => void remove()}
            >
              Remove
            </ConfirmButton>
          )}
        </Group>
      </form>
    </>
  );
}
