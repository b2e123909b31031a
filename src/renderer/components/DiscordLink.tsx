import { Anchor, VisuallyHidden } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface DiscordLinkProps {
  /** Without a message, the channel itself. */
  place: { guildId: string | null; channelId: string; messageId?: string };
  children: ReactNode;
}

/** Jumps to a message or channel in Discord; on the desktop the host opens it in the browser. */
export function DiscordLink({ place: { guildId, channelId, messageId }, children }: DiscordLinkProps) {
  const ids = messageId === undefined ? [channelId] : [channelId, messageId];
  const path = [guildId ?? "@me", ...ids.map(encodeURIComponent)].join("/");
  return (
    <Anchor inherit href={`https://discord.com/channels/${path}`} target="_blank" rel="noreferrer">
      {children}
      <IconExternalLink size={12} aria-hidden style={{ marginLeft: 3, verticalAlign: "-1px" }} />
      <VisuallyHidden> (opens Discord)</VisuallyHidden>
    </Anchor>
  );
}
