import { type Client, PermissionFlagsBits, SnowflakeUtil } from "discord.js";
import type { PastMessage, RecentChannel } from "../catch-up.ts";
import { deliveryTo } from "./delivering.ts";
import { isTalk, type Reading, readMessage } from "./reading.ts";
import { faultOf } from "./rest.ts";

const messagesInAPage = 100;

/** Channels in which the bot may read and write and something was said since then, ms since the epoch; the newest first. */
export function recentChannels(client: Client, sinceMs: number): RecentChannel[] {
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

/** A hundred messages of a channel before that one, or the last ones, the newest first; rejects with a DiscordFault. */
export async function readPage(
  client: Client,
  reading: Reading,
  channelId: string,
  beforeId: string | null,
): Promise<PastMessage[]> {
  const channel = client.channels.cache.get(channelId);
  if (!channel?.isTextBased()) return [];
  const page = { limit: messagesInAPage, cache: false, ...(beforeId !== null && { before: beforeId }) };
  const found = await channel.messages.fetch(page).catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
  return found
    .filter(isTalk)
    .map((message) => ({ message: readMessage(message, reading), delivery: deliveryTo(message) }));
}
