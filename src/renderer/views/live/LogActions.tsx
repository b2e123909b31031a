import { Button, Group } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import type { LogEntry } from "../../../shared/models.ts";
import { CopyTextButton } from "../../components/CopyTextButton.tsx";
import { DiscordLink } from "../../components/DiscordLink.tsx";
import { Name } from "../../components/Said.tsx";
import { textOfEntry } from "../../words/log-text.ts";
import type { LogFilter } from "./log-filter.ts";

interface LogActionsProps {
  entry: LogEntry;
  onFilter(change: Partial<LogFilter>): void;
}

/** What can be done with one message: look at it in Discord, copy it, see more of its kind. */
export function LogActions({ entry, onFilter }: LogActionsProps) {
  const { channelId, channelName, authorId, author, keyLabel } = entry;
  const only = { variant: "default", leftSection: <IconFilter size={14} aria-hidden /> } as const;
  return (
    <Group gap="xs">
      <PlaceInDiscord entry={entry} />
      <CopyTextButton read={async () => textOfEntry(entry)}>Copy as text</CopyTextButton>
      <Button {...only} onClick={() => onFilter({ channel: { value: channelId, name: channelName } })}>
        <span>
          Only #<Name text={channelName} />
        </span>
      </Button>
      {authorId !== "" && (
        <Button {...only} onClick={() => onFilter({ member: { value: authorId, name: author } })}>
          <span>
            Only <Name text={author} />
          </span>
        </Button>
      )}
      {keyLabel !== null && (
        <Button {...only} onClick={() => onFilter({ key: keyLabel })}>
          <span>
            Only key "<Name text={keyLabel} />"
          </span>
        </Button>
      )}
    </Group>
  );
}

/** The use of a slash command is no message, and a deleted question is none any more: their channel is all there is. */
function PlaceInDiscord({ entry }: { entry: LogEntry }) {
  const { guildId, channelId, messageId, isSlashCommand, outcome } = entry;
  if (isSlashCommand || outcome === "question-gone") {
    return <DiscordLink place={{ guildId, channelId }}>Open the channel</DiscordLink>;
  }
  return <DiscordLink place={{ guildId, channelId, messageId }}>Open in Discord</DiscordLink>;
}
