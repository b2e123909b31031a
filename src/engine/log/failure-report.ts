import type { Attempt, Failure } from "../../shared/models.ts";
import { visibleDeep } from "../../shared/visible-text.ts";

/** A failure as Markdown, with every field; what strangers wrote stands in fences that it cannot end, with nothing hidden. */
export function reportOfFailure(given: Failure): string {
  const failure = visibleDeep(given);
  return [
    `# Failure ${failure.id}: ${line(failure.summary)}`,
    [...factsOf(failure)].map(([name, value]) => `- ${name}: ${value}`).join("\n"),
    section("Message", failure.content),
    section("Response so far", failure.response),
    section("Requests", failure.attempts.map(attemptLine).join("\n")),
    section("Stack", failure.stack),
  ].join("\n\n");
}

function* factsOf(failure: Failure): Generator<[name: string, value: string]> {
  yield ["Mend", line(failure.mend)];
  yield ["Cause", code(failure.cause)];
  yield ["Stage", failure.stage];
  yield ["At", time(failure.at)];
  yield ["Server", code(failure.guildId)];
  yield ["Channel", named(failure.channelName, failure.channelId)];
  yield ["Message", code(failure.messageId)];
  yield ["Author", named(failure.author, failure.authorId)];
  yield ["Key", code(failure.keyLabel)];
  yield ["Status", failure.status === null ? "none" : String(failure.status)];
  yield ["Resolved", failure.resolvedAt === null ? "no" : time(failure.resolvedAt)];
}

function attemptLine({ keyLabel, status, verdict, ms, requestId }: Attempt): string {
  const answer = status === null ? "no answer" : `status ${status}`;
  return `${keyLabel}: ${answer}, ${verdict}, ${Math.round(ms)} ms${requestId === undefined ? "" : `, request ${requestId}`}`;
}

function section(title: string, text: string): string {
  if (text === "") return `## ${title}\n\nNone.`;
  const fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
  return `## ${title}\n\n${fence}text\n${text}\n${fence}`;
}

function named(name: string | null, id: string | null): string {
  return id === null ? code(name) : `${code(name)} (${code(id)})`;
}

/** Inline code, whatever the text holds. */
function code(text: string | null): string {
  if (text === null || text === "") return "none";
  const fence = "`".repeat(longestTicks(text) + 1);
  return `${fence} ${line(text)} ${fence}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
