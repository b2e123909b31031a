import { Routes } from "discord.js";
import { isRecord } from "../../../shared/is-record.ts";
import { DiscordFault } from "../faults.ts";
import { type RestAccess, withRest } from "./rest.ts";

/** What Discord knows of the bot without a session: for the doctor, the invite link and the choice of intents. */
export interface Application {
  id: string;
  name: string;
  flags: number;
}

/** Asks Discord for the application behind the token; rejects with a DiscordFault. */
export async function fetchApplication(access: RestAccess): Promise<Application> {
  const found = await withRest(access, (rest) => rest.get(Routes.currentApplication()));
  if (!isRecord(found) || typeof found.id !== "string") throw new DiscordFault("http-200", 200);
  const { id, name, flags } = found;
  return { id, name: typeof name === "string" ? name : id, flags: typeof flags === "number" ? flags : 0 };
}

/** Names of the servers that the bot is in, at most the first 200; rejects with a DiscordFault. */
export async function fetchGuildNames(access: RestAccess): Promise<string[]> {
  const found = await withRest(access, (rest) => rest.get(Routes.userGuilds()));
  if (!Array.isArray(found)) throw new DiscordFault("http-200", 200);
  return found.filter(isRecord).map(({ name }) => String(name));
}

/** Discord's allowance of log-ins (identifies) for the bot; a token that needs more is reset. */
export interface LoginAllowance {
  total: number;
  remaining: number;
  resetsInMs: number;
}

/** What Discord says of connections to it. */
export interface GatewayAdvice {
  /** Null where Discord does not tell. */
  logins: LoginAllowance | null;
  /** Into so many connections the bot's servers should be divided. */
  shards: number;
  /** So many of them may log in at once. */
  maxConcurrency: number;
}

/** Asks Discord how to connect to it; rejects with a DiscordFault. */
export async function fetchGatewayAdvice(access: RestAccess): Promise<GatewayAdvice> {
  const found = await withRest(access, (rest) => rest.get(Routes.gatewayBot()));
  if (!isRecord(found)) throw new DiscordFault("http-200", 200);
  const limit = isRecord(found.session_start_limit) ? found.session_start_limit : {};
  const { total, remaining, reset_after: resetsInMs, max_concurrency: maxConcurrency } = limit;
  const isTold = typeof total === "number" && typeof remaining === "number" && typeof resetsInMs === "number";
  return {
    logins: isTold ? { total, remaining, resetsInMs } : null,
    shards: typeof found.shards === "number" ? found.shards : 1,
    maxConcurrency: typeof maxConcurrency === "number" ? maxConcurrency : 1,
  };
}
