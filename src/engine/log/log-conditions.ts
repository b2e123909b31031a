import type { z } from "zod";
import type { logIdsSchema } from "../../shared/log-query.ts";
import type { SqlValue } from "../storage/database.ts";
import { parseSearch } from "./search-terms.ts";

type LogConditions = z.output<typeof logIdsSchema>;

/** Terms that the word index cannot hold are looked for row by row, which must not hold up the bot. */
const scannedRows = 50_000;

/** The part of a statement from `WHERE` on for what is asked of the log, with its values. */
export function conditionsOf(query: LogConditions): { where: string; values: SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const demand = (condition: string, ...given: (SqlValue | undefined)[]): void => {
    const known = given.filter((value) => value !== undefined);
    if (known.length < given.length) return;
    conditions.push(condition);
    values.push(...known);
  };
  demand("id < ?", query.before);
  demand("id > ?", query.after);
  demand("channelId = ?", query.channelId);
  demand("authorId = ?", query.authorId);
  demand("keyLabel = ?", query.keyLabel);
  demand("at >= ?", query.since);
  demand("at < ?", query.until);
  demand("outcome IN (SELECT value FROM json_each(?))", query.outcomes && JSON.stringify(query.outcomes));
  const { words, patterns } = parseSearch(query.search ?? "");
  const { after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  // The bounds once more, so that the index is read no farther than they reach.
  const found = "SELECT rowid FROM messageWords WHERE messageWords MATCH ? AND rowid > ? AND rowid < ?";
  demand(`id IN (${found})`, words ?? undefined, after, before);
  if (patterns.length > 0) demand("id > (SELECT max(id) FROM messages) - ?", scannedRows);
  for (const pattern of patterns) {
    demand(
      "(content || char(10) || response || char(10) || author || char(10) || channelName) LIKE ? ESCAPE '\\'",
      pattern,
    );
  }
  return { where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, values };
}
