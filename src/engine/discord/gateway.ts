import type { Delivery, IncomingMessage } from "../conversation/turn.ts";
import type { Clock } from "../ports.ts";
import type { Connection } from "./gateway/connection.ts";
import type { MessageDelivery } from "./gateway/delivering.ts";
import { type Listener, openListener } from "./gateway/listening.ts";
import { relayTo } from "./gateway/relaying.ts";

export type { Connection };

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
  /** Discord refused a request, the `count`th in its window of ten minutes, which ends in `remainingMs`. */
  onRefusal: (count: number, remainingMs: number) => void;
}

export interface Gateway {
  /** Resolves when the bot is online; rejects with a DiscordFault. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** A live connection to Discord through discord.js, of which only this file and those in gateway/ know. */
export function openGateway(options: GatewayOptions): Gateway {
  const listener: Listener = openListener(
    options,
    relayTo(options, () => listener.rest),
  );
  listener.rest.on("invalidRequestWarning", ({ count, remainingTime }) => options.onRefusal(count, remainingTime));
  return { connect: () => listener.connect(), disconnect: () => listener.disconnect() };
}
