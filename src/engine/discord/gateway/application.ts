import { Client, Routes } from "discord.js";
import { DiscordFault } from "../faults.ts";
import { faultOf, isRecord, restOptions, withRest } from "./rest.ts";

/** What Discord knows of the bot without a session: for the doctor, the invite link and the choice of intents. */
export interface Application {
  id: string;
  name: string;
  flags: number;
}

/** Asks Discord for the application behind a token; rejects with a DiscordFault. */
export async function fetchApplication(token: string, restBase: string | null): Promise<Application> {
  const found = await withRest({ token, restBase }, (rest) => rest.get(Routes.currentApplication()));
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
