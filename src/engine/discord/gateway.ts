import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  HTTPError,
  type Message,
  MessageType,
  Options,
  PermissionFlagsBits,
  REST,
  Routes,
  SnowflakeUtil,
} from "discord.js";
import type { Delivery, IncomingMessage, MentionNames } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import type { PastMessage, RecentChannel } from "./catch-up.ts";
import { DiscordFault } from "./faults.ts";
import { moderatorBits } from "./permissions.ts";
import { readSendLimit, type SendLimit } from "./send-limits.ts";

export interface GatewayOptions {
  clock: Clock;
  token: string;
  /** Another REST base than Discord's, e.g. `http://127.0.0.1:3001/api`; null for Discord. */
  restBase: string | null;
  /** Asks for the privileged Message Content intent. */
  readsContent: boolean;
  moderatorRoleNames: () => string[];
  onMessage: (message: IncomingMessage, delivery: Delivery) => void;
  onConnection: (connection: Connection) => void;
  /** What Discord told of a channel's limit with a message that was sent. */
  onSendLimit: (limit: SendLimit) => void;
  /** The meter of refused requests, 10,000 of which in 10 minutes ban the address. */
  onManyRefusals: (count: number) => void;
}

export type Connection =
  /** `isFresh`: a new session, which knows nothing of what was said before it. */
  | { state: "online"; userId: string; name: string; guildCount: number; isFresh: boolean }
  | { state: "reconnecting" }
  | { state: "lost"; fault: DiscordFault };

export interface Gateway {
  /** Resolves when the bot is online; rejects with a DiscordFault. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Writes into a channel without pinging anybody; rejects with a DiscordFault. */
  post(channelId: string, content: string): Promise<void>;
  /** Channels in which the bot may read and write and something was said since then, ms since the epoch; the newest first. */
  recentChannels(sinceMs: number): RecentChannel[];
  /** A hundred messages of a channel before that one, or the last ones, the newest first; rejects with a DiscordFault. */
  readPage(channelId: string, beforeId: string | null): Promise<PastMessage[]>;
}

const requestTimeoutMs = 15_000;
const refusalWarningInterval = 500;
/** How long a session in the middle of connecting may take before it is ended all the same. */
const settleTimeoutMs = 5000;

function restOptions(restBase: string | null) {
  return {
    ...(restBase === null ? {} : { api: restBase }),
    timeout: requestTimeoutMs,
    invalidRequestWarningInterval: refusalWarningInterval,
  };
}

/** A live connection to Discord through discord.js, of which only this file knows. */
export function openGateway(options: GatewayOptions): Gateway {
  const client = new Client(clientOptions(options));
  // discord.js leaves a log-in pending for ever when its client is destroyed, or its session lost, meanwhile.
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  const link = watchConnection(client, (connection) => {
    if (connection.state === "lost") gone.reject(connection.fault);
    options.onConnection(connection);
  });
  client.rest.on("invalidRequestWarning", ({ count }) => options.onManyRefusals(count));
  client.rest.on("response", (request, { headers }) => {
    const limit = readSendLimit(request, headers);
    if (limit) options.onSendLimit(limit);
  });
  client.on(Events.MessageCreate, (message) => {
    if (link.isClosed || message.author.id === client.user?.id || !isTalk(message)) return;
    options.onMessage(readMessage(message, options.moderatorRoleNames), deliveryTo(message));
  });
  return {
    async connect() {
      const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
      link.isConnecting = true;
      const login = client.login(options.token).then(
        () => ready,
        (thrown: unknown) => {
          link.isConnecting = false;
          throw faultOf(thrown, link.closeCode);
        },
      );
      await Promise.race([login, gone.promise]);
    },
    async disconnect() {
      gone.reject(new DiscordFault("network", null));
      link.isClosed = true;
      // A client destroyed while it connects would connect all the same, and stay.
      if (link.isConnecting) await atMost(options.clock, settleTimeoutMs, link.settled());
      await atMost(options.clock, settleTimeoutMs, client.destroy());
    },
    async post(channelId, content) {
      const body = { content, allowed_mentions: { parse: [] } };
      await client.rest
        .post(Routes.channelMessages(channelId), { body })
        .catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    recentChannels: (sinceMs) => recentChannels(client, sinceMs),
    async readPage(channelId, beforeId) {
      const channel = client.channels.cache.get(channelId);
      if (!channel?.isTextBased()) return [];
      const page = { limit: 100, cache: false, ...(beforeId !== null && { before: beforeId }) };
      const found = await channel.messages
        .fetch(page)
        .catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
      return found.filter(isTalk).map((message) => ({
        message: readMessage(message, options.moderatorRoleNames),
        delivery: deliveryTo(message),
      }));
    },
  };
}

function recentChannels(client: Client, sinceMs: number): RecentChannel[] {
  const { ViewChannel, ReadMessageHistory, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const lastId = ({ lastMessageId }: { lastMessageId: string | null }) => BigInt(lastMessageId ?? 0);
  return [...client.channels.cache.values()]
    .filter((channel) => channel.isTextBased() && !channel.isDMBased())
    .filter((channel) => lastId(channel) > SnowflakeUtil.generate({ timestamp: sinceMs, increment: 0n }))
    .filter((channel) => {
      const me = channel.guild.members.me;
      const needed = [ViewChannel, ReadMessageHistory, channel.isThread() ? SendMessagesInThreads : SendMessages];
      return me !== null && channel.permissionsFor(me).has(needed);
    })
    .sort((a, b) => (lastId(a) > lastId(b) ? -1 : 1))
    .map((channel) => ({ channelId: channel.id, parentChannelId: channel.isThread() ? channel.parentId : null }));
}

/** Follows the session's state; tells of it until `isClosed` is set. */
function watchConnection(client: Client, onConnection: GatewayOptions["onConnection"]) {
  const link = { isClosed: false, isConnecting: false, closeCode: null as number | null, settled };
  const waiting: (() => void)[] = [];
  function settled(): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  }
  const tell = (connection: Connection) => {
    link.isConnecting = connection.state === "reconnecting";
    if (!link.isConnecting) for (const resolve of waiting.splice(0)) resolve();
    if (!link.isClosed) onConnection(connection);
  };
  const online = (isFresh: boolean) => {
    if (!client.isReady()) return;
    const { id: userId, username: name } = client.user;
    tell({ state: "online", userId, name, guildCount: client.guilds.cache.size, isFresh });
  };
  const recount = () => {
    if (!link.isConnecting) online(false);
  };
  client.on(Events.ClientReady, () => online(true));
  client.on(Events.ShardReady, () => online(true));
  client.on(Events.ShardResume, () => online(false));
  client.on(Events.GuildCreate, recount);
  client.on(Events.GuildDelete, recount);
  client.on(Events.ShardReconnecting, () => tell({ state: "reconnecting" }));
  client.on(Events.Invalidated, () => tell({ state: "lost", fault: new DiscordFault("token", null) }));
  client.on(Events.ShardDisconnect, ({ code }) => {
    link.closeCode = code;
    tell({ state: "lost", fault: new DiscordFault(`close-${code}`, null) });
  });
  client.on(Events.Error, (error) => tell({ state: "lost", fault: faultOf(error, link.closeCode) }));
  return link;
}

/** Waits for `work`, but no longer than `limitMs`; a rejection counts as an end. */
async function atMost(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(limitMs, resolve);
  const end = () => resolve();
  work.then(end, end);
  await promise;
  cancel();
}

function clientOptions(options: GatewayOptions): ClientOptions {
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
  return {
    intents: options.readsContent ? [Guilds, GuildMessages, MessageContent] : [Guilds, GuildMessages],
    allowedMentions: { parse: [], repliedUser: false },
    rest: restOptions(options.restBase),
    // A reply bot looks nothing up later: it keeps no messages and few people.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      UserManager: { maxSize: 500, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
  };
}

function isTalk(message: Message): boolean {
  return message.type === MessageType.Default || message.type === MessageType.Reply;
}

function readMessage(message: Message, moderatorRoleNames: () => string[]): IncomingMessage {
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
    repliesToId: message.reference?.messageId ?? null,
    sentAt: message.createdTimestamp,
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

function deliveryTo(message: Message): Delivery {
  return {
    async showTyping() {
      if (!message.channel.isSendable()) return;
      await message.channel.sendTyping().catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    async reply(content, nonce, signal) {
      const body = {
        content,
        nonce,
        enforce_nonce: true,
        message_reference: { message_id: message.id, fail_if_not_exists: false },
        allowed_mentions: { parse: [], replied_user: false },
      };
      // Not message.reply(): it cannot be called off, and builds a message that nobody needs.
      const route = Routes.channelMessages(message.channelId);
      const send = () => unlessAborted(signal, (own) => message.client.rest.post(route, { body, signal: own }));
      // discord.js retries 5xx and time-outs, not a cut connection; the nonce keeps a second send from showing twice.
      const sendAgain = (thrown: unknown) => {
        if (signal.aborted || faultOf(thrown, null).faultCode !== "network") throw thrown;
        return send();
      };
      const sent = await send()
        .catch(sendAgain)
        .catch((thrown: unknown) => Promise.reject(signal.aborted ? thrown : faultOf(thrown, null)));
      return isRecord(sent) ? String(sent.id) : "";
    },
  };
}

/**
 * Settles as `work` does, or rejects at once with the signal's reason: discord.js waits out its limits first.
 * `work` gets a signal of its own, for discord.js never takes its listeners off.
 */
async function unlessAborted<Result>(
  signal: AbortSignal,
  work: (own: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => {
    own.abort(signal.reason);
    aborted.reject(signal.reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(own.signal), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** What Discord knows of the bot without a session: for the doctor, the invite link and the choice of intents. */
export interface Application {
  id: string;
  name: string;
  flags: number;
}

/** Asks Discord for the application behind a token; rejects with a DiscordFault. */
export async function fetchApplication(token: string, restBase: string | null): Promise<Application> {
  const found = await get(token, restBase, Routes.currentApplication());
  if (!isRecord(found) || typeof found.id !== "string") throw new DiscordFault("http-200", 200);
  const { id, name, flags } = found;
  return { id, name: typeof name === "string" ? name : id, flags: typeof flags === "number" ? flags : 0 };
}

/** The bot's effective permissions in a channel, computed by discord.js from what Discord tells; rejects with a DiscordFault. */
export async function fetchChannelPermissions(
  token: string,
  restBase: string | null,
  channelId: string,
): Promise<{ name: string; held: bigint }> {
  const client = new Client({ intents: [], rest: restOptions(restBase) });
  client.rest.setToken(token);
  try {
    const me = await client.rest.get(Routes.user());
    const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
    if (!channel || channel.isDMBased() || !isRecord(me)) throw new DiscordFault("10003", 404);
    const guild = await client.guilds.fetch(channel.guildId);
    const member = await guild.members.fetch(String(me.id));
    const known = await guild.channels.fetch(channelId);
    if (!known) throw new DiscordFault("10003", 404);
    return { name: known.name, held: known.permissionsFor(member).bitfield };
  } catch (thrown) {
    throw faultOf(thrown, null);
  } finally {
    await client.destroy();
  }
}

async function get(token: string, restBase: string | null, route: `/${string}`): Promise<unknown> {
  const rest = new REST({ version: "10", ...restOptions(restBase) }).setToken(token);
  try {
    return await rest.get(route);
  } catch (thrown) {
    throw faultOf(thrown, null);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function faultOf(thrown: unknown, closeCode: number | null): DiscordFault {
  if (thrown instanceof DiscordFault) return thrown;
  const cause = { cause: thrown };
  if (closeCode !== null) return new DiscordFault(`close-${closeCode}`, null, cause);
  if (thrown instanceof DiscordAPIError) {
    const code = thrown.status === 401 || Number(thrown.code) === 0 ? `http-${thrown.status}` : String(thrown.code);
    return new DiscordFault(code, thrown.status, cause);
  }
  if (thrown instanceof HTTPError) return new DiscordFault(`http-${thrown.status}`, thrown.status, cause);
  if (thrown instanceof Error && "code" in thrown && thrown.code === "TokenInvalid") {
    return new DiscordFault("token", null, cause);
  }
  if (thrown instanceof Error && /not enough sessions/i.test(thrown.message)) {
    return new DiscordFault("sessions", null, cause);
  }
  // A token with a character that no HTTP header can carry.
  if (thrown instanceof TypeError && /header|ByteString/i.test(thrown.message)) {
    return new DiscordFault("token", null, cause);
  }
  return new DiscordFault("network", null, cause);
}
