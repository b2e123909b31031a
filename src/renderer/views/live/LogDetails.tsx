import { Anchor, Stack, Text } from "@mantine/core";
import type { LogEntry } from "../../../shared/models.ts";
import { AttemptTable } from "../../components/AttemptTable.tsx";
import { MarkedText } from "../../components/MarkedText.tsx";
import { Said } from "../../components/Said.tsx";
import { StageWay } from "../../components/StageWay.tsx";
import { formatUtc, plural } from "../../words/format.ts";
import { responderWords } from "../../words/tables.ts";

/** The whole way of one message. */
export function LogDetails({ entry }: { entry: LogEntry }) {
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
      {response !== "" && (
        <div>
          <Text size="xs" c="dimmed">
            {describeAnswer(entry)}
          </Text>
          <Said text={response} label="Answer" />
        </div>
      )}
      <AttemptTable attempts={attempts} />
      <Text size="xs" c="dimmed">
        {formatUtc(entry.at)} · message {entry.messageId} · member {entry.authorId || "not kept"} · channel{" "}
        {entry.channelId}
        {entry.replyIds.length > 0 && ` · ${plural(entry.replyIds.length, "part")} sent: ${entry.replyIds.join(", ")}`}
      </Text>
      {failureId !== null && (
        <Anchor href={`#failures?id=${failureId}`} size="sm">
          See failure {failureId}
        </Anchor>
      )}
    </Stack>
  );
}

function describeAnswer({ responder, keyLabel, replyIds }: LogEntry): string {
  const by = keyLabel ? `${responderWords[responder]} with key "${keyLabel}"` : responderWords[responder];
  return `Answer by ${by}${replyIds.length > 1 ? `, in ${replyIds.length} parts` : ""}`;
}
