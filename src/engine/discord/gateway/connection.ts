import { type Client, Events } from "discord.js";
import { DiscordFault } from "../faults.ts";
import { faultOf } from "./rest.ts";

/** What one process knows of its own connections. */
export type OwnConnection =
  /** `isFresh`: a new session, which knows nothing of what was said before it. */
  | { state: "online"; userId: string; name: string; guildCount: number; isFresh: boolean }
  | { state: "reconnecting" }
  | { state: "lost"; fault: DiscordFault };

export type Connection =
  | OwnConnection
  /** Some of the bot's processes are away, or all, and are brought back one by one. `fault`: why, where it is known. */
  | { state: "partly-online"; fault: DiscordFault | null };

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
  const online = () => {
    if (!client.isReady() || away.size > 0) return;
    const { id: userId, username: name } = client.user;
    tell({ state: "online", userId, name, guildCount: client.guilds.cache.size, isFresh });
    isFresh = false;
  };
  const back = (shardId: number, hasNewSession: boolean) => {
    away.delete(shardId);
    isFresh ||= hasNewSession;
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
    tell({ state: "reconnecting" });
  });
  client.on(Events.Invalidated, () => tell({ state: "lost", fault: new DiscordFault("token", null) }));
  client.on(Events.ShardDisconnect, ({ code }) => {
    link.closeCode = code;
    tell({ state: "lost", fault: new DiscordFault(`close-${code}`, null) });
  });
  client.on(Events.Error, (error) => tell({ state: "lost", fault: faultOf(error, link.closeCode) }));
  return link;
}
