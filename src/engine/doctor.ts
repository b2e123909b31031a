import { reportOf } from "../shared/errors.ts";
import type { CheckResult, KeyTest } from "../shared/models.ts";
import type { Profile } from "../shared/settings.ts";
import { type Application, fetchApplication, fetchChannelPermissions } from "./discord/gateway.ts";
import { administratorBit, messageContentFlags, missingPermissions, neededPermissions } from "./discord/permissions.ts";
import type { Sessions } from "./discord/session.ts";
import type { KeyMaterial } from "./inference/key-vault.ts";

interface DoctorParts {
  sessions: Sessions;
  profile: () => Profile;
  keys: () => KeyMaterial[];
  testKey: (id: string) => Promise<KeyTest>;
  /** Personas that could not be read, a sentence each. */
  personaProblems: () => string[];
}

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
    const channels = parts.profile().answerChannelIds;
    return [
      fine("Bot token", `Discord knows it as "${application.name}".`),
      examineIntent(parts.profile(), application),
      ...(await Promise.all(channels.map((id) => examineChannel(parts, token, id)))),
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

async function examineChannel(parts: DoctorParts, token: string, channelId: string): Promise<CheckResult> {
  try {
    const { name, held } = await fetchChannelPermissions(token, parts.sessions.restBase, channelId);
    const missing = missingPermissions(held, neededPermissions({ threads: parts.profile().answerInThreads }));
    if (missing.length > 0) {
      const text = `The bot lacks ${missing.join(", ")}.`;
      return {
        name: `#${name}`,
        verdict: "broken",
        text,
        mend: "Give these permissions to the bot's role in this channel.",
      };
    }
    if ((held & administratorBit) !== 0n) {
      const mend = "Take Administrator from the bot's role: it needs to see, to send and to read the history, no more.";
      return { name: `#${name}`, verdict: "warning", text: "The bot is an administrator here.", mend };
    }
    return fine(`#${name}`, "The bot can see, send and read the history.");
  } catch (thrown) {
    return broken(`Channel ${channelId}`, thrown);
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
    mend: "Correct the file, and read the folder again under Settings, Persona.",
  };
}
