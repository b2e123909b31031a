import type { LogEntry } from "../../shared/models.ts";
import { formatMs, formatUtc } from "./format.ts";
import { outcomeWords, responderWords, verdictWords } from "./tables.ts";

/** Who answered, as a heading of the answer. */
export function describeAnswer({ responder, keyLabel, replyIds }: LogEntry): string {
  const by = keyLabel ? `${responderWords[responder]} with key "${keyLabel}"` : responderWords[responder];
  return `Answer by ${by}${replyIds.length > 1 ? `, in ${replyIds.length} parts` : ""}`;
}

/** The whole way of a message as plain text, to be pasted into a letter or a bug tracker. */
export function textOfEntry(entry: LogEntry): string {
  const { at, outcome, channelName, author, content, sanitized, response, stages, attempts, totalMs } = entry;
  const lines = [
    `${formatUtc(at)} #${channelName} ${author}: ${outcomeWords[outcome].label} in ${formatMs(totalMs)}`,
    `Stages: ${stages.map(({ stage, ms }) => `${stage} ${formatMs(ms)}`).join(", ")}`,
    content !== "" && `As written: ${content}`,
    sanitized !== content && sanitized !== "" && `As asked: ${sanitized}`,
    response !== "" && `${describeAnswer(entry)}: ${response}`,
    ...attempts.map(
      ({ keyLabel, status, verdict, ms }, index) =>
        `Attempt ${index + 1}: key "${keyLabel}", ${status ?? "no answer"}, ${verdictWords[verdict]}, ${formatMs(ms)}`,
    ),
    `${entry.isSlashCommand ? "Interaction" : "Message"} ${entry.messageId}, member ${entry.authorId || "not kept"}, channel ${entry.channelId}`,
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}
