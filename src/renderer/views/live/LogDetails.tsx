import { Anchor, Stack, Text } from "@mantine/core";
import type { LogEntry } from "../../../shared/models.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { DiscordLink } from "../../components/DiscordLink.tsx";
import { MarkedText } from "../../components/MarkedText.tsx";
import { Said } from "../../components/Said.tsx";
import { StageWay } from "../../components/StageWay.tsx";
import { formatUtc, plural } from "../../words/format.ts";
import { describeAnswer } from "../../words/log-text.ts";
import { LogActions } from "./LogActions.tsx";
import { LogPrompt } from "./LogPrompt.tsx";
import type { LogFilter } from "./log-filter.ts";

interface LogDetailsProps {
  entry: LogEntry;
  onFilter(change: Partial<LogFilter>): void;
}

/** The whole way of one message. */
export function LogDetails({ entry, onFilter }: LogDetailsProps) {
  const { content, removed, sanitized, response, stages, attempts, failureId } = entry;
  return (
    <Stack gap={8} className="log-details">
      <StageWay stages={stages} />
      {(content !== "" || removed.length > 0) && (
        <div>
          <Text size="xs" c="dimmed">
            {removed.length > 0 ? `As written; the sanitizer removed ${plural(removed.length, "piece")}` : "As written"}
          </Text>
          <MarkedText input={content} removed={removed} label="Message as written" />
        </div>
      )}
      {removed.length > 0 && (
        <div>
          <Text size="xs" c="dimmed">
            What the bot was asked
          </Text>
          <Said text={sanitized} label="Sanitized message" />
        </div>
      )}
      {attempts.length > 0 && <LogPrompt messageId={entry.messageId} />}
      {response !== "" && (
        <div>
          <Text size="xs" c="dimmed">
            {visibleText(describeAnswer(entry))}
          </Text>
          <Said text={response} label="Answer" />
        </div>
      )}
      <AttemptTable attempts={attempts} />
      <Text size="xs" c="dimmed">
        {formatUtc(entry.at)} · {entry.isSlashCommand ? "interaction" : "message"} {entry.messageId} · member{" "}
        {entry.authorId || "not kept"} · channel {entry.channelId}
        <SentParts entry={entry} />
      </Text>
      {failureId !== null && (
        <Anchor href={`#failures?id=${failureId}`} size="sm">
          See failure {failureId}
        </Anchor>
      )}
      <LogActions entry={entry} onFilter={onFilter} />
    </Stack>
  );
}

/** A part may stand elsewhere than its question, such as in a thread. */
function SentParts({ entry: { guildId, channelId, replyIds, replyChannelIds } }: { entry: LogEntry }) {
  return replyIds.map((messageId, index) => (
    <span key={messageId}>
      {" · "}
      <DiscordLink place={{ guildId, channelId: replyChannelIds?.[index] ?? channelId, messageId }}>
        {replyIds.length === 1 ? "sent answer" : `part ${index + 1} of ${replyIds.length}`} {messageId}
      </DiscordLink>
    </span>
  ));
}
