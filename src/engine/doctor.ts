import { reportOf, sentenceOf } from "../shared/errors.ts";
import type { CheckResult, KeyTest, PlaygroundReply } from "../shared/models.ts";
import type { Profile } from "../shared/settings.ts";
import { type SetupStep, setupSteps } from "../shared/setup.ts";
import { type Personas, playedIn } from "./conversation/personas.ts";
import { DiscordFault } from "./discord/faults.ts";
import { type Application, fetchApplication, fetchChannelPermissions, fetchGuildNames } from "./discord/gateway.ts";
import { administratorBit, messageContentFlags, missingPermissions, neededPermissions } from "./discord/permissions.ts";
import type { Sessions } from "./discord/session.ts";
import type { KeyMaterial } from "./inference/key-vault.ts";

export interface DoctorParts {
  sessions: Sessions;
  profile: () => Profile;
  keys: () => KeyMaterial[];
  testKey: (id: string) => Promise<KeyTest>;
  personas: Pick<Personas, "problems" | "has" | "get">;
  /** Answers as in the playground. */
  tryReply: (text: string) => Promise<PlaygroundReply>;
}

/** What a step looks at; `channelId` in place of the answer channels. */
type Examination = (parts: DoctorParts, channelId?: string) => Promise<CheckResult[]>;

const fine = (name: string, text: string): CheckResult => ({ name, verdict: "fine", text, mend: "" });

function broken(name: string, thrown: unknown): CheckResult {
  const { message, mend } = reportOf(thrown);
  return { name, verdict: "broken", text: message, mend };
}

const examinations: Record<SetupStep, Examination> = {
  token: examineToken,
  intents: examineIntents,
  invite: examineInvite,
  channel: examineChannels,
  key: examineKeys,
  persona: examinePersonas,
  reply: examineReply,
};
const stepsWithToken: readonly SetupStep[] = ["intents", "invite", "channel"];

/** Looks at everything that must be right before the bot can chat; every trouble comes with its mend. */
export async function examine(parts: DoctorParts): Promise<CheckResult[]> {
  const token = await examineToken(parts);
  const isAccepted = token.every(({ verdict }) => verdict !== "broken");
  const others = setupSteps.filter((step) => step !== "token" && (isAccepted || !stepsWithToken.includes(step)));
  return [...token, ...(await Promise.all(others.map((step) => examineStep(parts, step)))).flat()];
}

/** Looks at one step of the setup alone. */
export function examineStep(parts: DoctorParts, step: SetupStep, channelId?: string): Promise<CheckResult[]> {
  return examinations[step](parts, channelId);
}

async function examineToken(parts: DoctorParts): Promise<CheckResult[]> {
  const name = "Bot token";
  try {
    const application = await findApplication(parts);
    return [fine(name, `Discord knows it as "${application.name}".`)];
  } catch (thrown) {
    return [broken(name, thrown)];
  }
}

async function examineIntents(parts: DoctorParts): Promise<CheckResult[]> {
  try {
    return [examineIntent(parts.profile(), await findApplication(parts))];
  } catch (thrown) {
    return [broken("Message Content intent", thrown)];
  }
}

async function findApplication({ sessions }: DoctorParts): Promise<Application> {
  return fetchApplication(await sessions.token(), sessions.restBase);
}

async function examineInvite({ sessions }: DoctorParts): Promise<CheckResult[]> {
  const name = "Invitation";
  try {
    const names = await fetchGuildNames(await sessions.token(), sessions.restBase);
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

async function examineChannels(parts: DoctorParts, channelId?: string): Promise<CheckResult[]> {
  const channels = channelId === undefined ? parts.profile().answerChannelIds : [channelId];
  if (channels.length === 0) return [];
  try {
    const token = await parts.sessions.token();
    return await Promise.all(channels.map((id) => examineChannel(parts, token, id)));
  } catch (thrown) {
    return [broken("Channels", thrown)];
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

async function examinePersonas({ personas, profile }: DoctorParts): Promise<CheckResult[]> {
  const name = "Personas";
  const missing = playedIn(profile()).filter((id) => !personas.has(id));
  const problems = [...missing.map((id) => `The persona "${id}" cannot be found.`), ...personas.problems];
  if (problems.length === 0) return [fine(name, `${personas.get(profile().personaId).name} plays; all can be read.`)];
  const mend = "Choose another, or correct the file and read the folder again, under Settings, Persona.";
  return [{ name, verdict: "broken", text: problems.join(" "), mend }];
}

async function examineReply({ tryReply, keys }: DoctorParts): Promise<CheckResult[]> {
  const name = "Test reply";
  const { reply, responder, outcome, failure } = await tryReply("Hello!");
  const said = `${responder === "model" ? "The model" : "The understudy"} answers: "${oneLine(reply)}"`;
  if (outcome === "answered") return [fine(name, said)];
  if (outcome === "understudied" && failure === null && keys().length === 0) return [fine(name, said)];
  const text = outcome === "understudied" ? said : `No answer came (${outcome}).`;
  const mend = failure ? sentenceOf(failure) : "See Keys.";
  return [{ name, verdict: outcome === "failed" ? "broken" : "warning", text, mend }];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
