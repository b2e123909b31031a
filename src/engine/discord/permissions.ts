import type { Profile } from "../../shared/settings.ts";

/** Discord's permission bits that a reply bot may need. */
export const permissionBits = {
  "View Channel": 1n << 10n,
  "Send Messages": 1n << 11n,
  "Read Message History": 1n << 16n,
  "Create Public Threads": 1n << 35n,
  "Send Messages in Threads": 1n << 38n,
} as const;
export type PermissionName = keyof typeof permissionBits;

export const administratorBit = 1n << 3n;

export const manageMessagesBit = 1n << 13n;

/** Any one of these makes a member a moderator for the bot: Manage Messages, Moderate Members, Manage Server, Administrator. */
export const moderatorBits = manageMessagesBit | (1n << 40n) | (1n << 5n) | administratorBit;

/** Flags of an application that has the Message Content intent switched on, fully or for fewer than 100 servers. */
export const messageContentFlags = (1 << 18) | (1 << 19);

/** What of the settings costs a permission. */
export interface PermittedFeatures {
  /** Answers where people have opened a thread. */
  threads: boolean;
  /** Opens threads for its answers. */
  opensThreads: boolean;
}

export function featuresOf({ answerInThreads, answerPlace }: Profile): PermittedFeatures {
  return { threads: answerInThreads, opensThreads: answerPlace !== "reply" };
}

/** The least that the switched-on features need. */
export function neededPermissions({ threads, opensThreads }: PermittedFeatures): PermissionName[] {
  return [
    "View Channel",
    "Send Messages",
    "Read Message History",
    ...(opensThreads ? (["Create Public Threads"] as const) : []),
    ...(threads || opensThreads ? (["Send Messages in Threads"] as const) : []),
  ];
}

/** The permissions as Discord's invite links carry them: one decimal number. */
export function permissionNumber(names: PermissionName[]): string {
  return names.reduce((sum, name) => sum | permissionBits[name], 0n).toString();
}

/** The needed permissions that `held` lacks; an administrator lacks none. */
export function missingPermissions(held: bigint, needed: PermissionName[]): PermissionName[] {
  if ((held & administratorBit) !== 0n) return [];
  return needed.filter((name) => (held & permissionBits[name]) === 0n);
}

/** The link with which a server's owner lets the bot in, with the scope for slash commands only where they are offered. */
export function inviteUrl(applicationId: string, names: PermissionName[], hasSlashCommands: boolean): string {
  const scope = hasSlashCommands ? "bot applications.commands" : "bot";
  const query = new URLSearchParams({ client_id: applicationId, scope, permissions: permissionNumber(names) });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** The application's id, which a bot token carries in its first part; null when the token has another form. */
export function applicationIdOf(token: string): string | null {
  const id = Buffer.from(token.split(".")[0] ?? "", "base64").toString("utf8");
  return /^\d{15,21}$/.test(id) ? id : null;
}
