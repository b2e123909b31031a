import type { Snapshot } from "../../shared/contract.ts";
import { plural } from "./format.ts";
import { botStateWords, noticeWords } from "./tables.ts";

/** What is read out when it changes. */
export type Told = Pick<Snapshot, "status" | "notices">;

/** What has changed between two moments, for who does not see it: few words, however much it was; empty where nothing. */
export function newsSince(before: Told, now: Told): string {
  return [stateNews(before, now), failureNews(before, now), noticeNews(before, now)].filter(Boolean).join(" ");
}

function stateNews(before: Told, { status }: Told): string {
  return status.state === before.status.state ? "" : `Bot: ${botStateWords[status.state].label.toLowerCase()}.`;
}

function failureNews(before: Told, { status }: Told): string {
  const more = status.openFailures - before.status.openFailures;
  return more <= 0 ? "" : `${plural(more, "new failure")}, ${status.openFailures} open.`;
}

function noticeNews(before: Told, { notices }: Told): string {
  const newestTold = before.notices[0]?.id ?? 0;
  const fresh = notices.filter(({ id }) => id > newestTold);
  const [newest] = fresh;
  if (!newest) return "";
  const rest = fresh.length > 1 ? ` ${plural(fresh.length - 1, "earlier notice")} under the bell.` : "";
  return `${noticeWords[newest.level].label}: ${newest.text}${rest}`;
}
