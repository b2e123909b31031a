import { intent } from "./intents.ts";
import {
  channelType,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeRole,
  type FakeUser,
} from "./model.ts";
import { bitsOf, everyoneByDefault, type PermissionName } from "./permissions.ts";
import { channelOnWire, fullMemberOnWire, guildCreateOnWire, roleOnWire } from "./wire.ts";
import type { World } from "./world.ts";

export interface NewGuild {
  readonly name?: string;
  /** What everybody may do; default: what a new server grants. */
  readonly everyone?: readonly PermissionName[];
  /** What the bot was invited with, on a role of its own; default: nothing beyond @everyone. */
  readonly bot?: readonly PermissionName[];
}

export interface NewPerson {
  /** The unique name, lower case. */
  readonly name: string;
  readonly displayName?: string;
  readonly bot?: boolean;
}

export interface NewMember extends NewPerson {
  readonly nick?: string;
  readonly roles?: readonly FakeRole[];
}

export interface NewRole {
  readonly name: string;
  readonly permissions?: readonly PermissionName[];
  readonly mentionable?: boolean;
}

export interface NewChannel {
  readonly name: string;
  readonly topic?: string;
  readonly overwrites?: readonly NewOverwrite[];
}

/** Permissions for one role or member in one channel. `target` is a role's, a user's or (for @everyone) the guild's id. */
export interface NewOverwrite {
  readonly target: string;
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
}

/** The functions that build and change servers, each telling a connected bot as the real Discord does. */
export function driveWorld(world: World) {
  const emitChannel = (name: string, channel: FakeChannel) =>
    world.emit(name, intent.Guilds, () => channelOnWire(channel));

  function createUser({ name, displayName, bot = false }: NewPerson): FakeUser {
    const user: FakeUser = { id: world.newId(), username: name, displayName: displayName ?? null, bot };
    world.users.set(user.id, user);
    return user;
  }

  function join(guild: FakeGuild, user: FakeUser, nick: string | null, roleIds: string[]): FakeMember {
    const member: FakeMember = { user, nick, roleIds, joinedAt: world.now() };
    guild.members.set(user.id, member);
    world.emit("GUILD_MEMBER_ADD", intent.GuildMembers, () => ({ ...fullMemberOnWire(member), guild_id: guild.id }));
    return member;
  }

  function addRole(
    guild: FakeGuild,
    id: string,
    permissions: bigint,
    role: Omit<NewRole, "permissions">,
    managed: boolean,
  ) {
    const position = guild.roles.size;
    const made: FakeRole = {
      id,
      name: role.name,
      permissions,
      mentionable: role.mentionable ?? false,
      managed,
      position,
    };
    guild.roles.set(id, made);
    return made;
  }

  return {
    /** A server with the bot already in it, owned by somebody who never speaks. */
    createGuild({ name = "Test server", everyone, bot }: NewGuild = {}): FakeGuild {
      const owner = createUser({ name: "owner" });
      const guild: FakeGuild = { id: world.newId(), name, ownerId: owner.id, roles: new Map(), members: new Map() };
      addRole(guild, guild.id, everyone ? bitsOf(...everyone) : everyoneByDefault, { name: "@everyone" }, false);
      const botRole = addRole(guild, world.newId(), bitsOf(...(bot ?? [])), { name: world.bot.username }, true);
      world.guilds.set(guild.id, guild);
      join(guild, owner, null, []);
      join(guild, world.bot, null, [botRole.id]);
      world.emit("GUILD_CREATE", intent.Guilds, () => guildCreateOnWire(world, guild));
      return guild;
    },

    /** Throws the bot out of a server. */
    removeBotFrom(guild: FakeGuild): void {
      guild.members.delete(world.bot.id);
      world.emit("GUILD_DELETE", intent.Guilds, () => ({ id: guild.id }));
    },

    /** Somebody outside every server, e.g. for a direct message. */
    createUser,

    /** Somebody new in a server. */
    addMember(guild: FakeGuild, { nick, roles = [], ...person }: NewMember): FakeUser {
      const user = createUser(person);
      const ids = roles.map((role) => role.id);
      join(guild, user, nick ?? null, ids);
      return user;
    },

    createRole(guild: FakeGuild, role: NewRole): FakeRole {
      const made = addRole(guild, world.newId(), bitsOf(...(role.permissions ?? [])), role, false);
      world.emit("GUILD_ROLE_CREATE", intent.Guilds, () => ({ guild_id: guild.id, role: roleOnWire(made) }));
      return made;
    },

    /** Changes what a role grants; @everyone is `guild.roles.get(guild.id)`. */
    setRolePermissions(guild: FakeGuild, role: FakeRole, permissions: readonly PermissionName[]): void {
      role.permissions = bitsOf(...permissions);
      world.emit("GUILD_ROLE_UPDATE", intent.Guilds, () => ({ guild_id: guild.id, role: roleOnWire(role) }));
    },

    /** Sets a member's roles (the bot's own included: `discord.botUser`). */
    setRoles(guild: FakeGuild, user: FakeUser, roles: readonly FakeRole[]): void {
      const member = guild.members.get(user.id);
      if (!member) throw new Error(`${user.username} is not in ${guild.name}`);
      member.roleIds = roles.map((role) => role.id);
      // A bot hears of changes to itself without the GuildMembers intent.
      const intents = user.id === world.bot.id ? 0 : intent.GuildMembers;
      world.emit("GUILD_MEMBER_UPDATE", intents, () => ({ ...fullMemberOnWire(member), guild_id: guild.id }));
    },

    createTextChannel(guild: FakeGuild, { name, topic, overwrites = [] }: NewChannel): FakeChannel {
      const channel = newChannel(world, { guildId: guild.id, name });
      channel.topic = topic ?? null;
      channel.overwrites = overwrites.map((overwrite) => toOverwrite(guild, overwrite));
      emitChannel("CHANNEL_CREATE", channel);
      return channel;
    },

    /** Replaces a channel's permission overwrites. */
    setOverwrites(channel: FakeChannel, overwrites: readonly NewOverwrite[]): void {
      const guild = world.guild(channel.guildId as string);
      channel.overwrites = overwrites.map((overwrite) => toOverwrite(guild, overwrite));
      emitChannel("CHANNEL_UPDATE", channel);
    },

    deleteChannel(channel: FakeChannel): void {
      world.channels.delete(channel.id);
      emitChannel(channel.type === channelType.publicThread ? "THREAD_DELETE" : "CHANNEL_DELETE", channel);
    },

    /** A public thread in a text channel, started by `owner`. */
    createThread(
      parent: FakeChannel,
      { name, owner }: { readonly name: string; readonly owner: FakeUser },
    ): FakeChannel {
      return startThread(world, parent, name, owner);
    },

    /** Archives a thread or opens it again; a locked one stays shut for whoever lacks ManageThreads. */
    setArchived(thread: FakeChannel, archived: boolean, locked = false): void {
      setArchived(world, thread, archived, locked);
    },

    /** The direct-message channel between the bot and a person. */
    openDirectMessage(user: FakeUser): FakeChannel {
      return directMessageWith(world, user);
    },
  };
}

/** Archives a thread, or opens it again, and tells the gateway. */
export function setArchived(world: World, thread: FakeChannel, archived: boolean, locked: boolean): void {
  thread.archived = archived;
  thread.locked = locked;
  world.emit("THREAD_UPDATE", intent.Guilds, () => channelOnWire(thread));
}

/** Finds or opens the direct-message channel with a person. */
export function directMessageWith(world: World, recipient: FakeUser): FakeChannel {
  const open = [...world.channels.values()].find((channel) => channel.recipient?.id === recipient.id);
  return open ?? newChannel(world, { type: channelType.dm, recipient });
}

/** Opens a public thread and tells the gateway. */
export function startThread(
  world: World,
  parent: FakeChannel,
  name: string,
  owner: FakeUser,
  id?: string,
): FakeChannel {
  const thread = newChannel(world, {
    ...(id !== undefined && { id }),
    type: channelType.publicThread,
    guildId: parent.guildId,
    parentId: parent.id,
    ownerId: owner.id,
    name,
  });
  world.emit("THREAD_CREATE", intent.Guilds, () => ({ ...channelOnWire(thread), newly_created: true }));
  return thread;
}

function newChannel(world: World, fields: Partial<FakeChannel>): FakeChannel {
  const channel: FakeChannel = {
    id: world.newId(),
    guildId: null,
    type: channelType.text,
    name: "",
    topic: null,
    parentId: null,
    overwrites: [],
    recipient: null,
    archived: false,
    locked: false,
    ownerId: world.bot.id,
    messages: new Map(),
    ...fields,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

function toOverwrite(guild: FakeGuild, { target, allow = [], deny = [] }: NewOverwrite) {
  const kind = guild.roles.has(target) ? ("role" as const) : ("member" as const);
  return { id: target, kind, allow: bitsOf(...allow), deny: bitsOf(...deny) };
}
