import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Routes,
} from "discord.js";
import type { Delivery, IncomingMessage } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import type { PastMessage, RecentChannel } from "./catch-up.ts";
import { DiscordFault } from "./faults.ts";
import { deliveryTo, deliveryToUse, type MessageDelivery } from "./gateway/delivering.ts";
import { readPage, recentChannels } from "./gateway/history.ts";
import { isTalk, readMessage, readUse } from "./gateway/reading.ts";
import { faultOf, restOptions } from "./gateway/rest.ts";
import { readSendLimit, type SendLimit } from "./send-limits.ts";

export interface GatewayOptions {
  clock: Clock;
  token: string;
  /** Another REST base than Discord's, e.g. `http://127.0.0.1:3001/api`; null for Discord. */
  restBase: string | null;
  /** Asks for the privileged Message Content intent. */
  readsContent: boolean;
  moderatorRoleNames: () => string[];
  /** A request that Discord wants to see only later than this is given up. */
  longestHoldUpMs: () => number;
  onMessage: (message: IncomingMessage, delivery: MessageDelivery) => void;
  /** Messages were deleted, the bot's own included. */
  onDeleted: (messageIds: string[]) => void;
  /** Somebody used a slash command: `name` is what stands behind the bot's own command, such as `stop`. */
  onCommand: (name: string, use: IncomingMessage, delivery: Delivery) => void;
  onConnection: (connection: Connection) => void;
  /** What Discord told of a channel's limit with a message that was sent. */
  onSendLimit: (limit: SendLimit) => void;
  /** Discord refused a request, the `count`th in its window of ten minutes, which ends in `remainingMs`. */
  onRefusal: (count: number, remainingMs: number) => void;
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

/** How long a session in the middle of connecting may take before it is ended all the same. */
const settleTimeoutMs = 5000;

/** A live connection to Discord through discord.js, of which only this file and those in gateway/ know. */
export function openGateway(options: GatewayOptions): Gateway {
  const client = new Client(clientOptions(options));
  // discord.js leaves a log-in pending for ever when its client is destroyed, or its session lost, meanwhile.
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  const link = watchConnection(client, (connection) => {
    if (connection.state === "lost") gone.reject(connection.fault);
    options.onConnection(connection);
  });
  client.rest.on("invalidRequestWarning", ({ count, remainingTime }) => options.onRefusal(count, remainingTime));
  client.rest.on("response", (request, { headers }) => {
    const limit = readSendLimit(request, headers);
    if (limit) options.onSendLimit(limit);
  });
  client.on(Events.MessageCreate, (message) => {
    if (link.isClosed || message.author.id === client.user?.id || !isTalk(message)) return;
    options.onMessage(readMessage(message, options), deliveryTo(message));
  });
  // Heard as they come: discord.js tells only of messages that it has kept.
  client.ws.on(GatewayDispatchEvents.MessageDelete, ({ id }: { id: string }) => options.onDeleted([id]));
  client.ws.on(GatewayDispatchEvents.MessageDeleteBulk, ({ ids }: { ids: string[] }) => options.onDeleted(ids));
  client.on(Events.InteractionCreate, (interaction) => {
    if (link.isClosed || !interaction.isChatInputCommand()) return;
    const name = interaction.options.getSubcommand(false);
    if (name === null) return;
    options.onCommand(name, readUse(interaction, options), deliveryToUse(interaction));
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
    readPage: (channelId, beforeId) => readPage(client, options, channelId, beforeId),
  };
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
    rest: {
      ...restOptions(options.restBase),
      rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > options.longestHoldUpMs(),
    },
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
