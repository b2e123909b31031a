import {
  type Channel,
  type ChatInputCommandInteraction,
  type GuildMember,
  type Message,
  MessageType,
  type PermissionsBitField,
} from "discord.js";
import { type IncomingMessage, type MentionNames, noNames } from "../../conversation/turn.ts";
import { moderatorBits } from "../permissions.ts";

/** False for what Discord itself writes into a channel, such as "Ann has joined". */
export function isTalk(message: Message): boolean {
  return message.type === MessageType.Default || message.type === MessageType.Reply;
}

/** What was said, as data that can go from one process to another. */
export type Heard = Omit<IncomingMessage, "authorIsModerator">;

/** What tells whether somebody is a moderator, without the permission arithmetic's parts. */
export interface Standing {
  /** Holds one of the permissions of moderators. */
  mayModerate: boolean;
  roleNames: string[];
}

/** What was said before the session. */
export interface HeardBefore {
  message: Heard;
  standing: Standing;
  /** The bot has opened a thread on it, and something stands there. */
  hasAnswerThread: boolean;
}

/** `readsContent`: the session has the Message Content intent. */
export function readMessage(message: Message, readsContent: boolean): Heard {
  const { channel, client } = message;
  const isCalled = message.mentions.has(client.user.id, {
    ignoreEveryone: true,
    ignoreRoles: true,
    ignoreRepliedUser: true,
  });
  return {
    messageId: message.id,
    channelId: message.channelId,
    channelName: shownNameOf(channel) ?? message.channelId,
    parentChannelId: channel.isThread() ? channel.parentId : null,
    isInOwnThread: channel.isThread() && channel.ownerId === client.user.id,
    guildId: message.guildId,
    authorId: message.author.id,
    author: message.member?.displayName ?? message.author.displayName,
    authorIsBot: message.author.bot || message.webhookId !== null,
    content: message.content,
    isWithheld: !readsContent && message.guildId !== null && !message.mentions.users.has(client.user.id),
    mentionsBot: isCalled,
    repliesToBot: message.mentions.repliedUser?.id === client.user.id,
    repliesToId: message.reference?.messageId ?? null,
    sentAt: message.createdTimestamp,
    names: message.content.includes("<") ? mentionNames(message) : noNames,
  };
}

/** The use of a slash command, in the form of a message that says the same. */
export function readUse(interaction: ChatInputCommandInteraction): Heard {
  const { channel, channelId, user, commandName, options } = interaction;
  const member = interaction.inCachedGuild() ? interaction.member : null;
  return {
    messageId: interaction.id,
    channelId,
    channelName: (channel && shownNameOf(channel)) ?? channelId,
    parentChannelId: channel?.isThread() ? channel.parentId : null,
    isInOwnThread: false,
    guildId: interaction.guildId,
    authorId: user.id,
    author: member?.displayName ?? user.displayName,
    authorIsBot: false,
    content: `/${commandName} ${options.getSubcommand(false) ?? ""}`,
    isWithheld: false,
    mentionsBot: true,
    repliesToBot: false,
    isSlashCommand: true,
    repliesToId: null,
    sentAt: interaction.createdTimestamp,
    names: noNames,
  };
}

/** The bot's own threads are named after members, who may want to be forgotten: for the log they go by their channel's name. */
function shownNameOf(channel: Channel): string | null {
  if (!channel.isThread() || channel.ownerId !== channel.client.user.id) return nameOf(channel);
  return channel.parent === null ? null : `${channel.parent.name} (thread)`;
}

function nameOf(channel: Channel): string | null {
  return "name" in channel ? channel.name : null;
}

function mentionNames(message: Message): MentionNames {
  const { users, roles, channels } = message.mentions;
  const memberName = (id: string, fallback: string) => message.guild?.members.cache.get(id)?.displayName ?? fallback;
  return {
    users: Object.fromEntries(users.map((user) => [user.id, memberName(user.id, user.displayName)])),
    roles: Object.fromEntries(roles.map((role) => [role.id, role.name])),
    channels: Object.fromEntries(channels.map((channel) => [channel.id, nameOf(channel) ?? ""])),
  };
}

/** Not free: asked only where it is needed, or where it has to go to another process. */
export function standingOf(permissions: Readonly<PermissionsBitField> | null, member: GuildMember | null): Standing {
  return {
    mayModerate: permissions !== null && (permissions.bitfield & moderatorBits) !== 0n,
    roleNames: member === null ? [] : member.roles.cache.map(({ name }) => name),
  };
}
