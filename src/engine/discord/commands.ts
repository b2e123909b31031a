import type { BotStatus, KeyStatus } from "../../shared/models.ts";

/** What moderators may tell the bot in the chat. */
export const commandNames = ["stop", "start", "reboot", "status"] as const;
export type Command = (typeof commandNames)[number];

/** True when `text` begins with `marker` as a word of its own, in any case. */
export function startsWithMarker(text: string, marker: string): boolean {
  if (text.length < marker.length) return false;
  if (text.slice(0, marker.length).toLowerCase() !== marker.toLowerCase()) return false;
  const next = text.charAt(marker.length);
  return next === "" || /[\s\p{P}]/u.test(next);
}

/** The command that `text` is; null when it is ordinary talk. A command stands alone: `$stop that` is talk. */
export function parseCommand(text: string, prefix: string): Command | null {
  if (!text.startsWith(prefix) || text.length > prefix.length + 10) return null;
  const word = text.slice(prefix.length).trim().toLowerCase();
  return commandNames.find((name) => name === word) ?? null;
}

/** What a command acts on. */
export interface CommandTargets {
  pause(guildId: string): void;
  resume(guildId: string): void;
  isPaused(guildId: string | null): boolean;
  /** Reboots once the answer to the command has been sent; gives back how long to wait first, ms, and then does nothing. */
  requestReboot(): number;
  status(): BotStatus;
  keys(): KeyStatus[];
  now(): number;
}

/** Carries out a moderator's command; gives back what the bot says in the channel. `prefix`: what commands begin with. */
export function runCommand(
  command: Command,
  message: { guildId: string | null; authorIsModerator: () => boolean },
  targets: CommandTargets,
  prefix: string,
): string {
  if (message.guildId === null) return "Commands work in a server only.";
  if (!message.authorIsModerator()) return "Only moderators can do that.";
  const wake = `\`${prefix}start\` wakes me.`;
  switch (command) {
    case "stop":
      if (targets.isPaused(message.guildId)) return `I am paused in this server already. ${wake}`;
      targets.pause(message.guildId);
      return `Paused in this server. ${wake}`;
    case "start":
      if (!targets.isPaused(message.guildId)) return "I am awake in this server already.";
      targets.resume(message.guildId);
      return "Awake again.";
    case "reboot": {
      const waitMs = targets.requestReboot();
      if (waitMs > 0) return `I was rebooted just now. Try again in ${Math.ceil(waitMs / 1000)} s.`;
      return "Rebooting. I am back in a moment.";
    }
    case "status":
      return describeStatus(targets, message.guildId);
  }
}

function describeStatus(targets: CommandTargets, guildId: string): string {
  const status = targets.status();
  const keys = targets.keys();
  const ready = keys.filter((key) => key.state === "ready").length;
  const answering = keys.length === 0 ? "no keys, the understudy answers" : `${ready} of ${keys.length} keys ready`;
  const returns = keys.map((key) => key.until ?? Number.POSITIVE_INFINITY);
  const next = Math.min(...returns);
  const rest = ready === 0 && Number.isFinite(next) ? `, the next one <t:${Math.ceil(next / 1000)}:R>` : "";
  const mode = targets.isPaused(guildId) ? "Paused" : "Awake";
  const minutes = Math.floor((targets.now() - status.since) / 60_000);
  return `${mode}; online for ${minutes} min; ${answering}${rest}; ${status.queueLength} waiting; ${status.answered} answered.`;
}
