import { type Message, MessageType } from "discord.js";
import type { IncomingMessage, MentionNames } from "../../conversation/turn.ts";
import { moderatorBits } from "../permissions.ts";

/** False for what Discord itself writes into a channel, such as "Ann has joined". */
export function isTalk(message: Message): boolean {
  return message.type === MessageType.Default || message.type === MessageType.Reply;
}

export function readMessage(message: Message, moderatorRoleNames: () => string[]): IncomingMessage {
  const { channel, client } = message;
  const isCalled = message.mentions.has(client.user.id, {
    ignoreEveryone: true,
    ignoreRoles: true,
    ignoreRepliedUser: true,
  });
  return {
    messageId: message.id,
    channelId: message.channelId,
    channelName: "name" in channel && channel.name !== null ? channel.name : message.channelId,
    parentChannelId: channel.isThread() ? channel.parentId : null,
    guildId: message.guildId,
    authorId: message.author.id,
    author: message.member?.displayName ?? message.author.displayName,
    authorIsBot: message.author.bot || message.webhookId !== null,
    content: message.content,
    mentionsBot: isCalled,
    repliesToBot: message.mentions.repliedUser?.id === client.user.id,
    names: message.content.includes("<") ? mentionNames(message) : { users: {}, roles: {}, channels: {} },
    authorIsModerator: () => isModerator(message, moderatorRoleNames()),
  };
}

function mentionNames(message: Message): MentionNames {
  const { users, roles, channels } = message.mentions;
  const nameOf = (id: string, fallback: string) => message.guild?.members.cache.get(id)?.displayName ?? fallback;
  return {
    users: Object.fromEntries(users.map((user) => [user.id, nameOf(user.id, user.displayName)])),
    roles: Object.fromEntries(roles.map((role) => [role.id, role.name])),
    channels: Object.fromEntries(
      channels.map((channel) => [channel.id, "name" in channel ? (channel.name ?? "") : ""]),
    ),
  };
}

function isModerator(message: Message, roleNames: string[]): boolean {
  const { member } = message;
  if (!member) return false;
  if ((member.permissions.bitfield & moderatorBits) !== 0n) return true;
  return roleNames.length > 0 && member.roles.cache.some((role) => roleNames.includes(role.name));
}
