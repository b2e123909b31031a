import { type Client, type Message, PermissionFlagsBits, SnowflakeUtil } from "discord.js";
import type { RecentChannel } from "../catch-up.ts";
import { type HeardBefore, isTalk, readMessage, standingOf } from "./reading.ts";
import { faultOf } from "./rest.ts";

const messagesInAPage = 100;

/** Channels in which the bot may read and write and something was said since then, ms since the epoch; the newest first. */
export function recentChannels(client: Client, sinceMs: number): RecentChannel[] {
  const { ViewChannel, ReadMessageHistory, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return [...client.channels.cache.values()]
    .filter((channel) => channel.isTextBased() && !channel.isDMBased())
    .filter(
      ({ lastMessageId }) => BigInt(lastMessageId ?? 0) > SnowflakeUtil.generate({ timestamp: sinceMs, increment: 0n }),
    )
    .filter((channel) => {
      const me = channel.guild.members.me;
      const needed = [ViewChannel, ReadMessageHistory, channel.isThread() ? SendMessagesInThreads : SendMessages];
      return me !== null && channel.permissionsFor(me).has(needed);
    })
    .sort((a, b) => (BigInt(a.lastMessageId ?? 0) > BigInt(b.lastMessageId ?? 0) ? -1 : 1))
    .map((channel) => ({
      channelId: channel.id,
      parentChannelId: channel.isThread() ? channel.parentId : null,
      isInOwnThread: channel.isThread() && channel.ownerId === client.user?.id,
    }));
}

/** A hundred messages of a channel before that one, or the last ones, the newest first; rejects with a DiscordFault. */
export async function readPage(
  client: Client,
  readsContent: boolean,
  channelId: string,
  beforeId: string | null,
): Promise<HeardBefore[]> {
  const channel = client.channels.cache.get(channelId);
  if (!channel?.isTextBased()) return [];
  const page = { limit: messagesInAPage, cache: false, ...(beforeId !== null && { before: beforeId }) };
  const found = await channel.messages.fetch(page).catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
  return found.filter(isTalk).map((message) => {
    const { member } = message;
    return {
      message: readMessage(message, readsContent),
      standing: standingOf(member?.permissions ?? null, member),
      hasAnswerThread: hasAnswerThread(message),
    };
  });
}

/** A thread on it that the bot has opened, and in which something is said. */
function hasAnswerThread({ thread, client }: Message): boolean {
  return thread !== null && thread.ownerId === client.user?.id && (thread.messageCount ?? 0) > 0;
}
