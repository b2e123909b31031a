import { Journal } from "./journal.ts";
import type { SentMessage } from "./model.ts";
import {
  channelType,
  type Dispatch,
  type FakeChannel,
  type FakeGuild,
  type FakeMessage,
  type FakeUser,
} from "./model.ts";
import { BOT_ID, type PrivilegedIntent, type Settings } from "./options.ts";
import { channelPermissions, permission } from "./permissions.ts";
import { createSnowflakes } from "./snowflakes.ts";

/** A "typing…" that the bot showed. */
export interface TypingEvent {
  readonly channelId: string;
  readonly at: number;
}

/** All that this Discord holds. Gateway, REST and the driving functions share one world and nothing else. */
export class World {
  readonly settings: Settings;
  readonly now: () => number;
  readonly newId: () => string;
  readonly bot: FakeUser;
  readonly users = new Map<string, FakeUser>();
  readonly guilds = new Map<string, FakeGuild>();
  readonly channels = new Map<string, FakeChannel>();
  readonly privilegedIntents: Set<PrivilegedIntent>;
  readonly sent: Journal<SentMessage>;
  readonly typing: Journal<TypingEvent>;
  /** null once the token was reset in the portal: nobody is let in any more. */
  token: string | null;
  readonly #subscribers: ((dispatch: Dispatch) => void)[] = [];

  constructor(settings: Settings) {
    this.settings = settings;
    this.now = settings.now;
    this.newId = createSnowflakes(settings.now);
    this.token = settings.token;
    this.privilegedIntents = new Set(settings.privilegedIntents);
    this.sent = new Journal("sent messages", settings.setTimer);
    this.typing = new Journal("typing events", settings.setTimer);
    this.bot = { id: BOT_ID, username: settings.botName, displayName: null, bot: true };
    this.users.set(this.bot.id, this.bot);
  }

  /** The gateway subscribes here; REST and drivers emit. */
  subscribe(subscriber: (dispatch: Dispatch) => void): void {
    this.#subscribers.push(subscriber);
  }

  emit(name: string, intents: number, data: Dispatch["data"]): void {
    for (const subscriber of this.#subscribers) subscriber({ name, intents, data });
  }

  /** Throws where a test names a channel that is not there. */
  channel(id: string): FakeChannel {
    const channel = this.channels.get(id);
    if (!channel) throw new Error(`fake Discord has no channel ${id}`);
    return channel;
  }

  /** Throws where a test names a guild that is not there. */
  guild(id: string): FakeGuild {
    const guild = this.guilds.get(id);
    if (!guild) throw new Error(`fake Discord has no guild ${id}`);
    return guild;
  }

  /** Throws where a test names a user that is not there. */
  user(id: string): FakeUser {
    const user = this.users.get(id);
    if (!user) throw new Error(`fake Discord has no user ${id}`);
    return user;
  }

  /** Throws where a test names a message that is not there. */
  message(channelId: string, messageId: string): FakeMessage {
    const message = this.channel(channelId).messages.get(messageId);
    if (!message) throw new Error(`fake Discord has no message ${messageId} in channel ${channelId}`);
    return message;
  }

  guildOf(channel: FakeChannel): FakeGuild | undefined {
    return channel.guildId === null ? undefined : this.guilds.get(channel.guildId);
  }

  /** The servers that the bot is in. */
  guildsOfBot(): FakeGuild[] {
    return [...this.guilds.values()].filter((guild) => guild.members.has(this.bot.id));
  }

  /** A user's permission bits in a channel; a thread asks its parent, a direct message allows what it can do. */
  permissionsIn(channel: FakeChannel, userId: string): bigint {
    const guild = this.guildOf(channel);
    if (!guild) return ~permission.Administrator;
    const holder = channel.type === channelType.publicThread ? this.channel(channel.parentId as string) : channel;
    return channelPermissions(guild, userId, holder);
  }

  botMay(channel: FakeChannel, bits: bigint): boolean {
    return (this.permissionsIn(channel, this.bot.id) & bits) === bits;
  }
}
