import { partlyUp } from "../../shared/shard-words.ts";
import type { CommandTargets } from "./commands.ts";

/** How things stand, in one line of the chat. Discord shows the timestamp in each reader's own words. */
export function describeStatus(
  targets: Pick<CommandTargets, "status" | "keys" | "isPaused" | "now">,
  guildId: string,
): string {
  const status = targets.status();
  const keys = targets.keys();
  const ready = keys.filter((key) => key.state === "ready").length;
  const answering = keys.length === 0 ? "no keys, the understudy answers" : `${ready} of ${keys.length} keys ready`;
  const returns = keys.map((key) => key.until ?? Number.POSITIVE_INFINITY);
  const next = Math.min(...returns);
  const rest = ready === 0 && Number.isFinite(next) ? `, the next one <t:${Math.ceil(next / 1000)}:R>` : "";
  const mode = targets.isPaused(guildId) ? "Paused" : "Awake";
  const minutes = Math.floor((targets.now() - status.since) / 60_000);
  const presence = partlyUp(status.shards) ?? `online for ${minutes} min`;
  return `${mode}; ${presence}; ${answering}${rest}; ${status.queueLength} waiting; ${status.answered} answered.`;
}
