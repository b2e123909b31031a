import { Routes } from "discord.js";
import { DiscordFault } from "../faults.ts";
import { changedCommands, type SlashCommand } from "../slash-commands.ts";
import { type RestAccess, withRest } from "./rest.ts";

/**
 * Makes Discord hold just these of Quipdeck's slash commands; sends nothing where it does already.
 * Rejects with a DiscordFault.
 */
export function registerCommands(access: RestAccess, applicationId: string, wanted: SlashCommand[]): Promise<void> {
  const route = Routes.applicationCommands(applicationId);
  return withRest(access, async (rest) => {
    const registered = await rest.get(route);
    if (!Array.isArray(registered)) throw new DiscordFault("http-200", 200);
    const body = changedCommands(registered, wanted);
    if (body !== null) await rest.put(route, { body });
  });
}
