import { reportOf } from "../shared/errors.ts";
import type { CheckResult, KeyTest } from "../shared/models.ts";
import type { Profile } from "../shared/settings.ts";
import { auditServers } from "./discord/audit.ts";
import { type Application, fetchApplication, fetchLogins } from "./discord/gateway/application.ts";
import type { RestAccess } from "./discord/gateway/rest.ts";
import { surveyServers } from "./discord/gateway/surveying.ts";
import { messageContentFlags } from "./discord/permissions.ts";
import { scarceLogins } from "./discord/reboots.ts";
import { bannedAfterRefusals } from "./discord/refusal-meter.ts";
import type { Sessions } from "./discord/session.ts";
import type { KeyMaterial } from "./inference/key-vault.ts";

interface DoctorParts {
  sessions: Sessions;
  profile: () => Profile;
  keys: () => KeyMaterial[];
  testKey: (id: string) => Promise<KeyTest>;
  /** Personas that could not be read, a sentence each. */
  personaProblems: () => string[];
  /** Requests that Discord has refused in its present window of ten minutes. */
  refusals: () => number;
}

/** Looking at each costs a few requests. */
const maxServers = 25;

const fine = (name: string, text: string): CheckResult => ({ name, verdict: "fine", text, mend: "" });

function broken(name: string, thrown: unknown): CheckResult {
  const { message, mend } = reportOf(thrown);
  return { name, verdict: "broken", text: message, mend };
}

/** Looks at everything that must be right before the bot can chat; every trouble comes with its mend. */
export async function examine(parts: DoctorParts): Promise<CheckResult[]> {
  return [...(await examineDiscord(parts)), ...(await examineKeys(parts)), examinePersonas(parts)];
}

async function examineDiscord(parts: DoctorParts): Promise<CheckResult[]> {
  try {
    const token = await parts.sessions.token();
    const application = await fetchApplication(token, parts.sessions.restBase);
    const access = { token, restBase: parts.sessions.restBase };
    return [
      fine("Bot token", `Discord knows it as "${application.name}".`),
      examineIntent(parts.profile(), application),
      ...(await examineMeters(parts, access)),
      ...(await examinePermissions(parts, access)),
    ];
  } catch (thrown) {
    return [broken("Bot token", thrown)];
  }
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

async function examinePermissions(parts: DoctorParts, access: RestAccess): Promise<CheckResult[]> {
  try {
    const { servers, more } = await surveyServers(access, maxServers);
    const unseen: CheckResult = {
      name: "Other servers",
      verdict: "skipped",
      text: `Only the first ${maxServers} servers were looked at.`,
      mend: "",
    };
    return [...auditServers(servers, parts.profile()), ...(more ? [unseen] : [])];
  } catch (thrown) {
    return [broken("Permissions", thrown)];
  }
}

/** What Discord counts, and what it does when the count is full. */
async function examineMeters(parts: DoctorParts, access: RestAccess): Promise<CheckResult[]> {
  const refusals = parts.refusals();
  const refused = `${refusals.toLocaleString("en")} of ${bannedAfterRefusals.toLocaleString("en")} in ten minutes.`;
  const isNear = refusals >= bannedAfterRefusals / 10;
  const mend = isNear ? "Discord bans this address when they are full: look at Failures for what it refuses." : "";
  return [
    await examineLogins(access),
    { name: "Refused requests", verdict: isNear ? "warning" : "fine", text: refused, mend },
  ];
}

async function examineLogins(access: RestAccess): Promise<CheckResult> {
  const name = "Log-ins";
  try {
    const logins = await fetchLogins(access);
    if (logins === null)
      return { name, verdict: "skipped", text: "Discord does not tell how many are left.", mend: "" };
    const hours = Math.ceil(logins.resetsInMs / 3_600_000);
    const text = `${logins.remaining} of ${logins.total} are left; the count starts anew within ${hours} h.`;
    if (logins.remaining > scarceLogins) return fine(name, text);
    const mend =
      "Look for a program that restarts the bot again and again: when none is left, Discord resets the token.";
    return { name, verdict: logins.remaining > 0 ? "warning" : "broken", text, mend };
  } catch (thrown) {
    return broken(name, thrown);
  }
}

async function examineKeys(parts: DoctorParts): Promise<CheckResult[]> {
  const keys = parts.keys();
  if (keys.length === 0) {
    const mend = "Add a key under Keys, or in the variable QUIPDECK_HF_KEYS.";
    return [{ name: "Keys", verdict: "warning", text: "There is no key: the understudy answers.", mend }];
  }
  return Promise.all(keys.map((key) => examineKey(parts, key)));
}

async function examineKey(parts: DoctorParts, { id, label, enabled }: KeyMaterial): Promise<CheckResult> {
  const name = `Key "${label}"`;
  if (!enabled) return { name, verdict: "skipped", text: "Switched off.", mend: "" };
  const test = await parts.testKey(id);
  return test.ok ? fine(name, test.text) : { name, verdict: "broken", text: test.text, mend: "See Keys." };
}

function examinePersonas(parts: DoctorParts): CheckResult {
  const problems = parts.personaProblems();
  if (problems.length === 0) return fine("Personas", "All can be read.");
  return {
    name: "Personas",
    verdict: "broken",
    text: problems.join(" "),
    mend: "Correct the file and restart Quipdeck.",
  };
}
