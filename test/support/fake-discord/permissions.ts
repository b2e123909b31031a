import type { FakeChannel, FakeGuild } from "./model.ts";

/** The permission bits that the fake acts on, by their documented names. */
export const permission = {
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  ChangeNickname: 1n << 26n,
  ManageRoles: 1n << 28n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
  ModerateMembers: 1n << 40n,
} as const;

export type PermissionName = keyof typeof permission;

const ALL = (1n << 53n) - 1n;

/** The bits of the permissions named. */
export function bitsOf(...names: PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | permission[name], 0n);
}

/** What a new server grants to @everyone, as far as the fake knows the bits. */
export const everyoneByDefault = bitsOf(
  "AddReactions",
  "ViewChannel",
  "SendMessages",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "MentionEveryone",
  "ChangeNickname",
  "UseApplicationCommands",
  "CreatePublicThreads",
  "SendMessagesInThreads",
);

/** A member's bits in the guild as a whole: owner and Administrator hold all, else the sum of the roles. */
export function guildPermissions(guild: FakeGuild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL;
  const roleIds = [guild.id, ...member.roleIds];
  const bits = roleIds.reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  return bits & permission.Administrator ? ALL : bits;
}

/**
 * A member's bits in a channel, in the documented order: base, @everyone's overwrite, the roles' overwrites together,
 * the member's own. A thread takes its parent's overwrites: hand in the parent.
 */
export function channelPermissions(guild: FakeGuild, userId: string, channel: FakeChannel): bigint {
  const base = guildPermissions(guild, userId);
  if (base === ALL) return ALL;
  const member = guild.members.get(userId);
  let bits = base;
  const apply = (ids: readonly string[]) => {
    const found = channel.overwrites.filter((overwrite) => ids.includes(overwrite.id));
    bits &= ~found.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    bits |= found.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
  };
  apply([guild.id]);
  apply(member?.roleIds ?? []);
  apply([userId]);
  return bits & permission.ViewChannel ? bits : 0n;
}
