import {
  channelType,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  type FakeRole,
  type FakeUser,
} from "./model.ts";
import type { World } from "./world.ts";

/** The objects of the model in the shapes that Discord sends. */

const iso = (epochMs: number) => new Date(epochMs).toISOString();

export function userOnWire(user: FakeUser) {
  return {
    id: user.id,
    username: user.username,
    discriminator: "0",
    global_name: user.displayName,
    avatar: null,
    bot: user.bot,
    public_flags: 0,
  };
}

/** The "partial member" that messages carry: no user inside. */
export function memberOnWire(member: FakeMember) {
  return {
    nick: member.nick,
    roles: member.roleIds,
    joined_at: iso(member.joinedAt),
    avatar: null,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function fullMemberOnWire(member: FakeMember) {
  return { ...memberOnWire(member), user: userOnWire(member.user) };
}

export function roleOnWire(role: FakeRole) {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function channelOnWire(channel: FakeChannel) {
  const lastMessageId = [...channel.messages.keys()].at(-1) ?? null;
  const base = { id: channel.id, type: channel.type, last_message_id: lastMessageId };
  if (channel.recipient) return { ...base, recipients: [userOnWire(channel.recipient)] };
  const inGuild = { ...base, guild_id: channel.guildId, name: channel.name, parent_id: channel.parentId };
  return channel.type === channelType.publicThread
    ? { ...inGuild, ...threadFields(channel) }
    : { ...inGuild, ...textChannelFields(channel) };
}

function textChannelFields(channel: FakeChannel) {
  const permissionOverwrites = channel.overwrites.map(({ id, kind, allow, deny }) => {
    return { id, type: kind === "role" ? 0 : 1, allow: allow.toString(), deny: deny.toString() };
  });
  return {
    topic: channel.topic,
    position: 0,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: permissionOverwrites,
  };
}

function threadFields(channel: FakeChannel) {
  return {
    owner_id: channel.ownerId,
    message_count: channel.messages.size,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.archived,
      auto_archive_duration: 1440,
      archive_timestamp: iso(0),
      locked: channel.locked,
    },
  };
}

/** A guild as REST gives it. */
export function guildOnWire(guild: FakeGuild) {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: [...guild.roles.values()].map(roleOnWire),
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: "en-US",
    vanity_url_code: null,
  };
}

/** A guild as GUILD_CREATE brings it: of its members only the bot, which is what a session without presences gets. */
export function guildCreateOnWire(world: World, guild: FakeGuild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const isThread = (channel: FakeChannel) => channel.type === channelType.publicThread;
  const me = guild.members.get(world.bot.id);
  return {
    ...guildOnWire(guild),
    joined_at: iso(me?.joinedAt ?? 0),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: me ? [fullMemberOnWire(me)] : [],
    channels: channels.filter((channel) => !isThread(channel)).map(channelOnWire),
    threads: channels.filter((channel) => isThread(channel) && !channel.archived).map(channelOnWire),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/**
 * A message as REST gives it. Where the content is not for this reader, Discord blanks four fields, except in direct
 * messages, in the bot's own messages and in those that mention the bot (by itself or by a reply with its ping on).
 */
export function messageOnWire(world: World, message: FakeMessage, seesContent: boolean, withReference = true): object {
  const target = message.reference && world.channels.get(message.channelId)?.messages.get(message.reference.message_id);
  const mentioned = mentionedIds(message, target);
  const visible =
    seesContent || message.guildId === null || message.author.id === world.bot.id || mentioned.includes(world.bot.id);
  const referenced = target ? messageOnWire(world, target, seesContent, false) : null;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.reference ? 19 : 0,
    author: { ...userOnWire(message.author), ...(message.webhookId && { discriminator: "0000" }) },
    content: visible ? message.content : "",
    embeds: visible ? message.embeds : [],
    attachments: visible ? message.attachments : [],
    components: visible ? message.components : [],
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    pinned: false,
    flags: message.flags,
    mentions: mentioned.flatMap((id) => mentionOnWire(world, message.guildId, id)),
    mention_roles: message.pinged.roles,
    mention_everyone: message.pinged.everyone,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.webhookId && { webhook_id: message.webhookId }),
    ...(message.reference && { message_reference: message.reference }),
    ...(message.reference && withReference && { referenced_message: referenced }),
  };
}

/** A message as the gateway brings it: with the guild and the author's membership. */
export function messageEventOnWire(world: World, message: FakeMessage, seesContent: boolean): object {
  const guild = message.guildId === null ? undefined : world.guilds.get(message.guildId);
  const member = guild?.members.get(message.author.id);
  return {
    ...messageOnWire(world, message, seesContent),
    channel_type: world.channel(message.channelId).type,
    ...(guild && { guild_id: guild.id }),
    ...(member && { member: memberOnWire(member) }),
  };
}

function mentionedIds(message: FakeMessage, target: FakeMessage | undefined): string[] {
  const byReply = message.pinged.repliedUser && target ? [target.author.id] : [];
  return [...new Set([...message.pinged.users, ...byReply])];
}

function mentionOnWire(world: World, guildId: string | null, userId: string): object[] {
  const user = world.users.get(userId);
  if (!user) return [];
  const member = guildId === null ? undefined : world.guilds.get(guildId)?.members.get(userId);
  return [{ ...userOnWire(user), ...(member && { member: memberOnWire(member) }) }];
}
