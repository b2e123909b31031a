import type { LogEntry } from "../../../../shared/models.ts";
import { visibleJson } from "../../../../shared/visible-text.ts";
import { type CsvCell, csvLines } from "../../../words/csv.ts";
import { withoutNames } from "./without-names.ts";

export const logFormats = {
  jsonl: { label: "JSON Lines", type: "application/x-ndjson" },
  csv: { label: "CSV", type: "text/csv;charset=utf-8" },
} as const;
export type LogFormat = keyof typeof logFormats;

export interface ExportOptions {
  format: LogFormat;
  /** Leaves out who wrote, and everything that leads there. */
  leavesOutNames: boolean;
}

const columns: Record<string, (entry: LogEntry) => CsvCell> = {
  "Time (UTC)": ({ at }) => new Date(at).toISOString(),
  Outcome: ({ outcome }) => outcome,
  Channel: ({ channelName }) => channelName,
  Member: ({ author }) => author,
  "Member id": ({ authorId }) => authorId,
  Message: ({ content }) => content,
  "As asked": ({ sanitized }) => sanitized,
  Answer: ({ response }) => response,
  "Answered by": ({ responder }) => responder,
  Key: ({ keyLabel }) => keyLabel,
  Attempts: ({ attempts }) => attempts.length,
  "Total (ms)": ({ totalMs }) => totalMs,
  "Server id": ({ guildId }) => guildId,
  "Channel id": ({ channelId }) => channelId,
  "Message id": ({ messageId }) => messageId,
};

/** What stands before the first entry. */
export function headOf({ format }: ExportOptions): string {
  return format === "csv" ? csvLines([Object.keys(columns)]) : "";
}

/** The entries as lines of the export. */
export function linesOf(entries: readonly LogEntry[], { format, leavesOutNames }: ExportOptions): string {
  const exported = leavesOutNames ? entries.map(withoutNames) : entries;
  if (format === "jsonl") return exported.map((entry) => `${visibleJson(entry)}\n`).join("");
  return csvLines(exported.map((entry) => Object.values(columns).map((read) => read(entry))));
}
