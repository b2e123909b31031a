import { type Client, Events } from "discord.js";
import type { ShardsUp } from "../../../shared/models.ts";
import { DiscordFault } from "../faults.ts";
import { faultOf } from "./rest.ts";

/** Who the bot is, and in how many servers its connections hear. */
export interface Self {
  userId: string;
  name: string;
  guildCount: number;
}

/** What one process knows of its own connections. */
export type OwnConnection =
  /** `isFresh`: a new session, which knows nothing of what was said before it. */
  | ({ state: "online"; shards: ShardsUp; isFresh: boolean } & Self)
  | { state: "reconnecting"; shards: ShardsUp }
  | { state: "lost"; fault: DiscordFault };

export type Connection =
  | OwnConnection
  /**
   * Some of the bot's processes are away, or all, and are brought back one by one. `self` is null where all are; `fault`
   * tells why, where that is known.
   */
  | { state: "partly-online"; self: Self | null; shards: ShardsUp; fault: DiscordFault | null };

/** Follows a client's connections, which count as one: online when all are. Tells of it until `isClosed` is set. */
export function watchConnection(client: Client, onConnection: (connection: OwnConnection) => void) {
  const link = { isClosed: false, isConnecting: false, closeCode: null as number | null, settled };
  const waiting: (() => void)[] = [];
  const away = new Set<number>();
  let isFresh = false;
  function settled(): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  }
  const tell = (connection: OwnConnection) => {
    link.isConnecting = connection.state === "reconnecting";
    if (!link.isConnecting) for (const resolve of waiting.splice(0)) resolve();
    if (!link.isClosed) onConnection(connection);
  };
  const shards = (): ShardsUp => ({ up: client.ws.shards.size - away.size, count: client.ws.shards.size });
  const online = () => {
    if (!client.isReady() || away.size > 0) return;
    const { id: userId, username: name } = client.user;
    tell({ state: "online", userId, name, guildCount: client.guilds.cache.size, shards: shards(), isFresh });
    isFresh = false;
  };
  const back = (shardId: number, hasNewSession: boolean) => {
    away.delete(shardId);
    isFresh ||= hasNewSession;
    if (link.isConnecting && away.size > 0) tell({ state: "reconnecting", shards: shards() });
    online();
  };
  const recount = () => {
    if (!link.isConnecting) online();
  };
  client.on(Events.ClientReady, online);
  client.on(Events.ShardReady, (shardId) => back(shardId, true));
  client.on(Events.ShardResume, (shardId) => back(shardId, false));
  client.on(Events.GuildCreate, recount);
  client.on(Events.GuildDelete, recount);
  client.on(Events.ShardReconnecting, (shardId) => {
    away.add(shardId);
    tell({ state: "reconnecting", shards: shards() });
  });
  client.on(Events.Invalidated, () => tell({ state: "lost", fault: new DiscordFault("token", null) }));
  client.on(Events.ShardDisconnect, ({ code }) => {
    link.closeCode = code;
    tell({ state: "lost", fault: new DiscordFault(`close-${code}`, null) });
  });
  client.on(Events.Error, (error) => tell({ state: "lost", fault: faultOf(error, link.closeCode) }));
  return link;
}
