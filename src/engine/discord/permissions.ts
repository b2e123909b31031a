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

/** What goes wrong without them. */
export const whyNeeded: Record<PermissionName, string> = {
  "View Channel": "the bot hears nothing there",
  "Send Messages": "no answer can be sent",
  "Read Message History": "no answer can be attached to its question",
  "Create Public Threads": "answers cannot appear in threads of their own",
  "Send Messages in Threads": "no answer can be sent within a thread",
};

export const administratorBit = 1n << 3n;
export const manageMessagesBit = 1n << 13n;

/** What a reply bot never needs, and what a stranger who got hold of its token could do with it. */
const excessive: { name: string; bit: bigint; why: string }[] = [
  { name: "Administrator", bit: administratorBit, why: "it allows everything, and no channel can be closed to it" },
  { name: "Manage Server", bit: 1n << 5n, why: "the server could be renamed and other bots let in" },
  { name: "Manage Roles", bit: 1n << 28n, why: "roles below the bot's own could be given to anybody" },
  { name: "Manage Channels", bit: 1n << 4n, why: "channels could be deleted" },
  { name: "Manage Webhooks", bit: 1n << 29n, why: "messages could be written under any name" },
  { name: "Ban Members", bit: 1n << 2n, why: "members could be banned" },
  { name: "Kick Members", bit: 1n << 1n, why: "members could be thrown out" },
  { name: "Moderate Members", bit: 1n << 40n, why: "members could be silenced" },
  { name: "Manage Messages", bit: manageMessagesBit, why: "everybody's messages could be deleted" },
  { name: "Manage Threads", bit: 1n << 34n, why: "everybody's threads could be deleted" },
  { name: "Manage Nicknames", bit: 1n << 27n, why: "members could be renamed" },
  { name: "Manage Expressions", bit: 1n << 30n, why: "the server's emoji could be deleted" },
  { name: "Manage Events", bit: 1n << 33n, why: "the server's events could be cancelled" },
  { name: "View Audit Log", bit: 1n << 7n, why: "what moderators did could be read" },
  { name: "Mention Everyone", bit: 1n << 17n, why: "all members could be pinged at once, though Quipdeck never does" },
];

/** The permissions in `held` that the bot should not have, worst first; an administrator's others say nothing more. */
export function excessivePermissions(held: bigint): { name: string; why: string }[] {
  const found = excessive.filter(({ bit }) => (held & bit) !== 0n);
  return (held & administratorBit) === 0n ? found : found.slice(0, 1);
}

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
