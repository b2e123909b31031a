import { ChannelType, Client, type Guild, Routes } from "discord.js";
import { isRecord } from "../../../shared/is-record.ts";
import type { ServerFacts } from "../audit.ts";
import { abortableOptions, type RestAccess, watchRefusals, whileWanted } from "./rest.ts";

/**
 * The servers that the bot is in, at most `maxServers`, with what it may do there, computed by discord.js from what
 * Discord tells. `more`: there are others. Rejects with a DiscordFault, or with the signal's reason.
 */
export function surveyServers(
  access: RestAccess,
  maxServers: number,
): Promise<{ servers: ServerFacts[]; more: boolean }> {
  return whileWanted(access, async (signal) => {
    const client = new Client({ intents: [], rest: abortableOptions(access.restBase, signal) });
    client.rest.setToken(access.token);
    watchRefusals(client.rest, access.onRefusal);
    try {
      return await survey(client, maxServers);
    } finally {
      await client.destroy();
    }
  });
}

async function survey(client: Client, maxServers: number): Promise<{ servers: ServerFacts[]; more: boolean }> {
  const me = await client.rest.get(Routes.user());
  const found = [...(await client.guilds.fetch()).values()];
  const servers: ServerFacts[] = [];
  // One after the other: an audit is no reason to come near a limit.
  for (const { id } of found.slice(0, maxServers)) {
    servers.push(await surveyServer(await client.guilds.fetch(id), isRecord(me) ? String(me.id) : ""));
  }
  return { servers, more: found.length > maxServers };
}

async function surveyServer(guild: Guild, botUserId: string): Promise<ServerFacts> {
  const member = await guild.members.fetch(botUserId);
  const channels = await guild.channels.fetch();
  const facts: ServerFacts = { name: guild.name, held: member.permissions.bitfield, channels: [] };
  for (const channel of channels.values()) {
    if (channel?.type !== ChannelType.GuildText && channel?.type !== ChannelType.GuildAnnouncement) continue;
    facts.channels.push({ id: channel.id, name: channel.name, held: channel.permissionsFor(member).bitfield });
  }
  return facts;
}
