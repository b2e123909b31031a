import { Anchor, VisuallyHidden } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface DiscordLinkProps {
  place: { guildId: string | null; channelId: string; messageId: string };
  children: ReactNode;
}

/** Jumps to a message in Discord; on the desktop the host opens it in the browser. */
export function DiscordLink({ place: { guildId, channelId, messageId }, children }: DiscordLinkProps) {
  const path = [guildId ?? "@me", channelId, messageId].map(encodeURIComponent).join("/").replace("%40", "@");
  return (
    <Anchor inherit underline="always" href={`https://discord.com/channels/${path}`} target="_blank" rel="noreferrer">
      {children}
      <IconExternalLink size={12} aria-hidden style={{ marginLeft: 3, verticalAlign: "-1px" }} />
      <VisuallyHidden> (opens Discord)</VisuallyHidden>
    </Anchor>
  );
}
