import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { snowflake } from "../../../shared/settings.ts";
import { OutsideLink } from "../../components/OutsideLink.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { idIssue } from "../../words/issue-at.ts";
import { BotTokenForm } from "../settings/BotToken.tsx";
import { InviteLink } from "../settings/Invite.tsx";
import { useActiveProfile } from "../settings/use-active-profile.ts";
import { ChannelPicture, IntentsPicture, InvitePicture, TokenPicture } from "./pictures/pictures.tsx";
import { StepShell } from "./StepShell.tsx";
import type { StepProps } from "./steps.ts";

const portal = "https://discord.com/developers/applications";

export function TokenStep({ state, check, cancel, onTokenReplaced, onNext }: StepProps) {
  const { profile } = useActiveProfile();
  const hasToken = useSnapshot(({ profilesWithToken }) => profilesWithToken.includes(profile.id));
  return (
    <StepShell
      state={state}
      checkLabel="Check the token"
      isCheckable={hasToken}
      onCheck={check}
      onCancel={cancel}
      onNext={onNext}
      picture={<TokenPicture />}
    >
      <Text size="sm">
        Open <OutsideLink href={portal}>Discord's developer portal</OutsideLink>, make a New Application, and go to its
        page Bot. Press Reset Token, copy what it shows, and store it here. It stays on this machine and is never shown
        again.
      </Text>
      <BotTokenForm profile={profile} {...(hasToken && { onStored: onTokenReplaced })} />
    </StepShell>
  );
}

export function IntentsStep({ state, check, cancel, onNext }: StepProps) {
  const { profile } = useActiveProfile();
  const needsContent = profile.answerChannelIds.length > 0;
  return (
    <StepShell
      state={state}
      checkLabel="Check the intents"
      onCheck={check}
      onCancel={cancel}
      onNext={onNext}
      picture={<IntentsPicture />}
    >
      <Text size="sm">
        {needsContent
          ? "This profile has channels in which it answers everything, so it needs the Message Content Intent."
          : "For mentions and replies the bot needs no privileged intent: leave all three off, and go on."}
      </Text>
      <Text size="sm">
        To let it answer every message of a channel, and hear commands without a mention, switch on Message Content
        Intent on the page Bot of <OutsideLink href={portal}>your application</OutsideLink>, under Privileged Gateway
        Intents, and save. The other two are never needed.
      </Text>
    </StepShell>
  );
}

export function InviteStep({ state, check, cancel, onNext }: StepProps) {
  return (
    <StepShell
      state={state}
      checkLabel="Check the invitation"
      onCheck={check}
      onCancel={cancel}
      onNext={onNext}
      picture={<InvitePicture />}
    >
      <Text size="sm">
        Open the link, choose your server and authorise. You need Manage Server there. The link asks for the least that
        the bot needs, never for Administrator.
      </Text>
      <InviteLink />
    </StepShell>
  );
}

export function ChannelStep({ state, check, cancel, onNext }: StepProps) {
  const { profile } = useActiveProfile();
  const [typed, setTyped] = useState<string | null>(null);
  const channelId = (typed ?? profile.answerChannelIds[0] ?? "").trim();
  const parsed = snowflake.safeParse(channelId);
  const issue = idIssue(channelId);
  return (
    <StepShell
      state={state}
      checkLabel="Check this channel"
      isCheckable={parsed.success}
      onCheck={() => check(channelId)}
      onCancel={cancel}
      onNext={onNext}
      picture={<ChannelPicture />}
    >
      <Text size="sm">
        A channel may take permissions away that the server gives. In Discord, switch on Developer Mode (User Settings,
        Advanced), right-click the channel in which the bot is to chat, and Copy Channel ID.
      </Text>
      <TextInput
        label="Channel's id"
        description="Only looked at; channels in which the bot answers everything are chosen under Settings, Discord."
        value={typed ?? channelId}
        error={issue}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </StepShell>
  );
}
