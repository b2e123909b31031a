import type { Delivery, IncomingMessage } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import type { History } from "./catch-up.ts";
import type { Connection, OwnConnection } from "./gateway/connection.ts";
import { type MessageDelivery, postTo } from "./gateway/delivering.ts";
import { type Listener, openListener } from "./gateway/listening.ts";
import { relayTo } from "./gateway/relaying.ts";
import { type RestAccess, watchRefusals, watchSendLimits } from "./gateway/rest.ts";
import type { SendLimit } from "./send-limits.ts";

export type { Connection };

export interface GatewayOptions extends RestAccess {
  clock: Clock;
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
  /** A session began that knows nothing of what was said before it in these servers: those of one process. */
  onFresh: (history: History) => void;
  /** What Discord told of a channel's limit with a message that was sent. */
  onSendLimit: (limit: SendLimit) => void;
}

export interface Gateway {
  /** Resolves when the bot is online; rejects with a DiscordFault. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Writes into a channel without pinging anybody; rejects with a DiscordFault. */
  post(channelId: string, content: string): Promise<void>;
}

/** A live connection to Discord through discord.js, of which only this file and those in gateway/ know. */
export function openGateway(options: GatewayOptions): Gateway {
  const relay = relayTo(options, () => listener.rest);
  const history: History = {
    recentChannels: async (sinceMs) => listener.recentChannels(sinceMs),
    readPage: async (channelId, beforeId) => (await listener.readPage(channelId, beforeId)).map(relay.past),
  };
  const onConnection = (connection: OwnConnection) => {
    relay.onConnection(connection);
    if (connection.state === "online" && connection.isFresh) options.onFresh(history);
  };
  const listener: Listener = openListener(options, { ...relay, onConnection });
  const { rest } = listener;
  watchSendLimits(rest, options.onSendLimit);
  watchRefusals(rest, options.onRefusal);
  return {
    connect: () => listener.connect(),
    disconnect: () => listener.disconnect(),
    post: (channelId, content) => postTo(rest, channelId, content),
  };
}
