import type { LogEntry } from "../../shared/models.ts";
import { visibleText } from "../../shared/visible-text.ts";
import { formatMs, formatUtc } from "./format.ts";
import { outcomeWords, responderWords, verdictWords } from "./tables.ts";

/** Who answered, as a heading of the answer. */
export function describeAnswer({ responder, keyLabel, replyIds }: LogEntry): string {
  const by = keyLabel ? `${responderWords[responder]} with key "${keyLabel}"` : responderWords[responder];
  return `Answer by ${by}${replyIds.length > 1 ? `, in ${replyIds.length} parts` : ""}`;
}

/**
 * The whole way of a message as plain text, to be pasted into a letter or a bug tracker: nothing hidden, and no line of a
 * stranger's that could be taken for one of these.
 */
export function textOfEntry(entry: LogEntry): string {
  const { at, outcome, channelName, author, content, sanitized, response, stages, attempts, totalMs } = entry;
  const lines = [
    `${formatUtc(at)} #${oneLine(channelName)} ${oneLine(author)}: ${outcomeWords[outcome].label} in ${formatMs(totalMs)}`,
    `Stages: ${stages.map(({ stage, ms }) => `${stage} ${formatMs(ms)}`).join(", ")}`,
    content !== "" && `As written: ${indented(content)}`,
    sanitized !== content && sanitized !== "" && `As asked: ${indented(sanitized)}`,
    response !== "" && `${describeAnswer(entry)}: ${indented(response)}`,
    ...attempts.map(
      ({ keyLabel, status, verdict, ms }, index) =>
        `Attempt ${index + 1}: key "${keyLabel}", ${status ?? "no answer"}, ${verdictWords[verdict]}, ${formatMs(ms)}`,
    ),
    `${entry.isSlashCommand ? "Interaction" : "Message"} ${entry.messageId}, member ${entry.authorId || "not kept"}, channel ${entry.channelId}`,
  ];
  return visibleText(`${lines.filter(Boolean).join("\n")}\n`);
}

function oneLine(name: string): string {
  return name.replaceAll(/\s+/g, " ");
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n  ");
}
