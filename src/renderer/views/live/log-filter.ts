import type { CommandInput } from "../../../shared/contract.ts";
import { type LogEntry, type Outcome, outcomes } from "../../../shared/models.ts";

/** A value by which the log is filtered, with the name under which the owner knows it. */
export interface FilterChoice {
  value: string;
  name: string;
}

export interface LogFilter {
  /** Full-text search; empty for none. */
  search: string;
  outcomes: readonly Outcome[];
  channel: FilterChoice | null;
  member: FilterChoice | null;
  /** The label of the key that answered. */
  key: string | null;
  /** From that time on, ms since the epoch. */
  since: number | null;
  /** Before that time. */
  until: number | null;
}

/** What most readers do not want to see: messages that were not meant for the bot. */
const unaddressed: readonly Outcome[] = ["not-addressed", "from-bot"];

export const defaultFilter: LogFilter = {
  search: "",
  outcomes: outcomes.filter((outcome) => !unaddressed.includes(outcome)),
  channel: null,
  member: null,
  key: null,
  since: null,
  until: null,
};

export function isDefaultFilter(filter: LogFilter): boolean {
  const names = Object.keys(defaultFilter) as (keyof LogFilter)[];
  return names.every((name) => filter[name] === defaultFilter[name]);
}

/** Whether a new entry belongs under the filter; only the engine knows what a search finds. */
export function passes(entry: LogEntry, { outcomes: wanted, channel, member, key, since, until }: LogFilter): boolean {
  return (
    wanted.includes(entry.outcome) &&
    (channel === null || entry.channelId === channel.value) &&
    (member === null || entry.authorId === member.value) &&
    (key === null || entry.keyLabel === key) &&
    (since === null || entry.at >= since) &&
    (until === null || entry.at < until)
  );
}

type LogConditions = Omit<CommandInput<"log/ids">, "before" | "after">;

/** The filter as the log's commands understand it. */
export function queryOf({ search, outcomes: wanted, channel, member, key, since, until }: LogFilter): LogConditions {
  const trimmed = search.trim();
  return {
    outcomes: [...wanted],
    ...(trimmed !== "" && { search: trimmed }),
    ...(channel && { channelId: channel.value }),
    ...(member && { authorId: member.value }),
    ...(key !== null && { keyLabel: key }),
    ...(since !== null && { since }),
    ...(until !== null && { until }),
  };
}
