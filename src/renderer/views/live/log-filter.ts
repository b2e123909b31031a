import type { CommandInput } from "../../../shared/contract.ts";
import { type LogEntry, type Outcome, outcomes } from "../../../shared/models.ts";

export interface LogFilter {
  /** Full-text search; empty for none. */
  search: string;
  outcomes: readonly Outcome[];
}

/** What most readers do not want to see: messages that were not meant for the bot. */
const unaddressed: readonly Outcome[] = ["not-addressed", "from-bot"];

export const defaultFilter: LogFilter = {
  search: "",
  outcomes: outcomes.filter((outcome) => !unaddressed.includes(outcome)),
};

export function passes({ outcome }: LogEntry, filter: LogFilter): boolean {
  return filter.outcomes.includes(outcome);
}

/** The filter as `log/list` understands it. */
export function queryOf(filter: LogFilter, limit: number): CommandInput<"log/list"> {
  const search = filter.search.trim();
  return { limit, outcomes: [...filter.outcomes], ...(search !== "" && { search }) };
}

/** The rows up to `heldId`, and how many newer ones wait above what is being read. */
export function heldRows(rows: LogEntry[], heldId: number | null): { shown: LogEntry[]; waiting: number } {
  if (heldId === null) return { shown: rows, waiting: 0 };
  const waiting = rows.findIndex(({ id }) => id <= heldId);
  return waiting === -1 ? { shown: [], waiting: rows.length } : { shown: rows.slice(waiting), waiting };
}
