import { reportOf } from "../../shared/errors.ts";
import type { CheckResult } from "../../shared/models.ts";
import type { Profile } from "../../shared/settings.ts";
import { hourMs } from "../../shared/utc-time.ts";
import { fine } from "../check-results.ts";
import { auditChannel, auditServers } from "./audit.ts";
import { DiscordFault } from "./faults.ts";
import {
  type Application,
  fetchApplication,
  fetchGatewayAdvice,
  fetchGuildNames,
  type LoginAllowance,
} from "./gateway/application.ts";
import type { RestAccess } from "./gateway/rest.ts";
import { surveyServers } from "./gateway/surveying.ts";
import { messageContentFlags } from "./permissions.ts";
import { scarceLogins } from "./reboots.ts";
import { bannedAfterRefusals } from "./refusal-meter.ts";
import { mostConnections, type Sessions } from "./session.ts";

/** What the looks at Discord need to know. */
export interface DiscordDoctorParts {
  sessions: Sessions;
  profile: () => Profile;
  /** Aborted once nobody wants what is found: each look is then over at once, and what it gives means nothing. */
  signal: AbortSignal;
}

/** Looking at each costs a few requests. */
const maxServers = 25;

function broken(name: string, thrown: unknown): CheckResult {
  const { message, mend } = reportOf(thrown);
  return { name, verdict: "broken", text: message, mend };
}

export async function examineToken(parts: DiscordDoctorParts): Promise<CheckResult[]> {
  const name = "Bot token";
  try {
    const application = await findApplication(parts);
    return [fine(name, `Discord knows it as "${application.name}".`)];
  } catch (thrown) {
    return [broken(name, thrown)];
  }
}

export async function examineIntents(parts: DiscordDoctorParts): Promise<CheckResult[]> {
  try {
    return [examineIntent(parts.profile(), await findApplication(parts))];
  } catch (thrown) {
    return [broken("Message Content intent", thrown)];
  }
}

export async function examineInvite(parts: DiscordDoctorParts): Promise<CheckResult[]> {
  const name = "Invitation";
  try {
    const names = await fetchGuildNames(await accessFor(parts));
    if (names.length > 0) {
      const shown = names.slice(0, 3).map((one) => `"${one}"`);
      const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
      return [fine(name, `The bot is in ${shown.join(", ")}${more}.`)];
    }
    const mend = "Open the invite link (Settings, Discord; or quipdeck invite) and choose your server.";
    return [{ name, verdict: "broken", text: "The bot is in no server yet.", mend }];
  } catch (thrown) {
    if (thrown instanceof DiscordFault && (thrown.status === 403 || thrown.status === 404)) {
      return [{ name, verdict: "skipped", text: "Discord does not tell in which servers the bot is.", mend: "" }];
    }
    return [broken(name, thrown)];
  }
}

/** What the bot may do in its servers, missing and too much; with `channelId`, in that channel alone. */
export async function examinePermissions(parts: DiscordDoctorParts, channelId?: string): Promise<CheckResult[]> {
  try {
    const { servers, more } = await surveyServers(await accessFor(parts), maxServers);
    if (channelId !== undefined) return auditChannel(servers, channelId, parts.profile());
    const text = `Only the first ${maxServers} servers were looked at.`;
    const unseen: CheckResult[] = more ? [{ name: "Other servers", verdict: "skipped", text, mend: "" }] : [];
    return [...auditServers(servers, parts.profile()), ...unseen];
  } catch (thrown) {
    return [broken("Permissions", thrown)];
  }
}

/** What Discord counts, and what it does when the count is full. */
export async function examineMeters(parts: DiscordDoctorParts): Promise<CheckResult[]> {
  const refused = parts.sessions.refusals.count;
  const text = `${refused.toLocaleString("en")} of ${bannedAfterRefusals.toLocaleString("en")} in ten minutes.`;
  const isNear = refused >= bannedAfterRefusals / 10;
  const mend = isNear ? "Discord bans this address when they are full: look at Failures for what it refuses." : "";
  return [
    ...(await examineConnections(parts)),
    { name: "Refused requests", verdict: isNear ? "warning" : "fine", text, mend },
  ];
}

async function examineConnections(parts: DiscordDoctorParts): Promise<CheckResult[]> {
  try {
    const { logins, shards } = await fetchGatewayAdvice(await accessFor(parts));
    return [examineLogins(logins), examineShards(shards, parts.sessions.processes)];
  } catch (thrown) {
    return [broken("Log-ins", thrown)];
  }
}

function examineLogins(logins: LoginAllowance | null): CheckResult {
  const name = "Log-ins";
  if (logins === null) return { name, verdict: "skipped", text: "Discord does not tell how many are left.", mend: "" };
  const hours = Math.ceil(logins.resetsInMs / hourMs);
  const text = `${logins.remaining} of ${logins.total} are left; the count starts anew within ${hours} h.`;
  if (logins.remaining > scarceLogins) return fine(name, text);
  const mend = "Look for a program that restarts the bot again and again: when none is left, Discord resets the token.";
  return { name, verdict: logins.remaining > 0 ? "warning" : "broken", text, mend };
}

/** Whether the bot's servers are divided as Discord wants it; `processes` as in Sessions. */
function examineShards(recommended: number, processes: number | "auto" | null): CheckResult {
  const name = "Shards";
  const advice = `Discord recommends ${recommended}`;
  if (processes === "auto") return fine(name, `${advice}; each gets a process of its own.`);
  if (processes !== null && processes < recommended) {
    const mend = "Start it with `quipdeck serve --shards auto`.";
    return { name, verdict: "warning", text: `${advice}, and the bot is started with ${processes}.`, mend };
  }
  if (processes !== null) return fine(name, `${advice}; the bot is started with ${processes}.`);
  if (recommended <= mostConnections) return fine(name, `${advice}; one process serves up to ${mostConnections}.`);
  const mend = "Let `quipdeck serve --shards auto` run the bot; where it does, nothing needs to be done.";
  return { name, verdict: "warning", text: `${advice}, and one process serves ${mostConnections} at most.`, mend };
}

async function findApplication(parts: DiscordDoctorParts): Promise<Application> {
  return fetchApplication(await accessFor(parts));
}

async function accessFor({ sessions, signal }: DiscordDoctorParts): Promise<RestAccess> {
  return { ...(await sessions.access()), signal };
}

function examineIntent(profile: Profile, application: Application): CheckResult {
  const name = "Message Content intent";
  if ((application.flags & messageContentFlags) !== 0) return fine(name, "Switched on.");
  if (profile.answerChannelIds.length === 0) {
    return fine(name, "Switched off, and not needed: the bot answers mentions and replies only.");
  }
  return {
    name,
    verdict: "broken",
    text: "Switched off, but the answer channels need it.",
    mend: 'Switch it on in Discord\'s developer portal, page Bot, "Privileged Gateway Intents"; or remove the answer channels.',
  };
}
