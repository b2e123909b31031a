import { Anchor, Button, Group, Text, TextInput } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useState } from "react";
import type { CommandOutput } from "../../../shared/contract.ts";
import { CopyTextButton } from "../../components/CopyTextButton.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { Section } from "./Section.tsx";

export function Invite() {
  return (
    <Section title="Invite the bot" note="The link asks for the least that the bot needs, never for Administrator.">
      <InviteLink />
    </Section>
  );
}

/** The link with which a server's owner takes the bot in, with the least permissions that it needs. */
export function InviteLink() {
  const call = useCall();
  const { run, error, isRunning } = useAction();
  const [invite, setInvite] = useState<CommandOutput<"bot/invite"> | null>(null);
  const make = async () => setInvite((await run(() => call("bot/invite"))) ?? null);
  return (
    <>
      <Group>
        <Button
          variant="default"
          leftSection={<IconLink size={14} aria-hidden />}
          loading={isRunning}
          onClick={() => void make()}
        >
          Make the invite link
        </Button>
      </Group>
      <ErrorLine error={error} />
      {invite && (
        <>
          <Text size="sm">{invite.explanation}</Text>
          <Group gap="xs" align="flex-end">
            <TextInput label="Invite link" readOnly value={invite.url} style={{ flex: 1 }} />
            <CopyTextButton read={() => Promise.resolve(invite.url)}>Copy</CopyTextButton>
          </Group>
          {invite.url.startsWith("https://discord.com/") && (
            <Anchor href={invite.url} target="_blank" rel="noreferrer" size="sm">
              Open it in the browser
            </Anchor>
          )}
        </>
      )}
    </>
  );
}
