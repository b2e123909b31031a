import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  type REST,
} from "discord.js";
import type { Clock } from "../../ports.ts";
import type { RecentChannel } from "../catch-up.ts";
import { DiscordFault } from "../faults.ts";
import { unlessAborted } from "./aborting.ts";
import { type OwnConnection, watchConnection } from "./connection.ts";
import type { UsePlace } from "./delivering.ts";
import { readPage, recentChannels } from "./history.ts";
import { type Heard, type HeardBefore, isTalk, readMessage, readUse, type Standing, standingOf } from "./reading.ts";
import { faultOf, sendingOptions } from "./rest.ts";

export interface ListenerOptions {
  clock: Clock;
  token: string;
  /** As in RestAccess. */
  restBase: string | null;
  /** Asks for the privileged Message Content intent. */
  readsContent: boolean;
  /** A request that Discord wants to see only later than this is given up. */
  longestHoldUpMs: () => number;
  /** The one connection of a bot that is spread over processes; without it as many as Discord recommends. */
  shard?: ShardPlace & {
    /** Resolves when Discord allows this shard to log in. */
    mayIdentify: () => Promise<void>;
  };
}

/** Which of a bot's connections to Discord one is. */
export interface ShardPlace {
  id: number;
  /** How many there are in all. */
  count: number;
}

/** Somebody used a slash command: `name` is what stands behind the bot's own command, such as `stop`. */
export interface HeardUse {
  name: string;
  use: Heard;
  place: UsePlace;
}

/** What hears: everything but `standing` is data. */
export interface Ears {
  onMessage: (message: Heard, standing: () => Standing) => void;
  /** Messages were deleted, the bot's own included. */
  onDeleted: (messageIds: string[]) => void;
  onUse: (use: HeardUse, standing: () => Standing) => void;
  onConnection: (connection: OwnConnection) => void;
}

export interface Listener {
  /** Where this process asks Discord for something. */
  rest: REST;
  /** Resolves when all of its connections are up; rejects with a DiscordFault. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** As in History. */
  recentChannels(sinceMs: number): RecentChannel[];
  /** As in History; rejects with a DiscordFault. */
  readPage(channelId: string, beforeId: string | null): Promise<HeardBefore[]>;
}

/** How long a session in the middle of connecting may take before it is ended all the same. */
const settleTimeoutMs = 5000;

/** A discord.js client that listens to Discord. */
export function openListener(options: ListenerOptions, ears: Ears): Listener {
  const client = new Client(clientOptions(options));
  // discord.js leaves a log-in pending for ever when its client is destroyed, or its session lost, meanwhile.
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  const link = watchConnection(client, (connection) => {
    if (connection.state === "lost") gone.reject(connection.fault);
    ears.onConnection(connection);
  });
  listen(client, link, options.readsContent, ears);
  return {
    rest: client.rest,
    recentChannels: (sinceMs) => recentChannels(client, sinceMs),
    readPage: (channelId, beforeId) => readPage(client, options.readsContent, channelId, beforeId),
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
  };
}

function listen(client: Client, link: { readonly isClosed: boolean }, readsContent: boolean, ears: Ears): void {
  client.on(Events.MessageCreate, (message) => {
    if (link.isClosed || message.author.id === client.user?.id || !isTalk(message)) return;
    const { member } = message;
    ears.onMessage(readMessage(message, readsContent), () => standingOf(member?.permissions ?? null, member));
  });
  // Heard as they come: discord.js tells only of messages that it has kept.
  client.ws.on(GatewayDispatchEvents.MessageDelete, ({ id }: { id: string }) => ears.onDeleted([id]));
  client.ws.on(GatewayDispatchEvents.MessageDeleteBulk, ({ ids }: { ids: string[] }) => ears.onDeleted(ids));
  client.on(Events.InteractionCreate, (interaction) => {
    if (link.isClosed || !interaction.isChatInputCommand()) return;
    const name = interaction.options.getSubcommand(false);
    if (name === null) return;
    const { id: interactionId, applicationId, token, memberPermissions } = interaction;
    const member = interaction.inCachedGuild() ? interaction.member : null;
    const place = { interactionId, applicationId, token };
    ears.onUse({ name, use: readUse(interaction), place }, () => standingOf(memberPermissions, member));
  });
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

function clientOptions({ readsContent, restBase, longestHoldUpMs, shard }: ListenerOptions): ClientOptions {
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
  return {
    intents: readsContent ? [Guilds, GuildMessages, MessageContent] : [Guilds, GuildMessages],
    allowedMentions: { parse: [], repliedUser: false },
    rest: sendingOptions(restBase, longestHoldUpMs),
    ...(shard === undefined ? { shards: "auto" } : shardOptions(shard)),
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

function shardOptions({ id, count, mayIdentify }: NonNullable<ListenerOptions["shard"]>) {
  const waitForIdentify = (_shardId: number, signal: AbortSignal) => unlessAborted(signal, mayIdentify);
  return { shards: [id], shardCount: count, ws: { buildIdentifyThrottler: () => ({ waitForIdentify }) } };
}
