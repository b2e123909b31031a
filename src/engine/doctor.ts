import { sentenceOf } from "../shared/errors.ts";
import type { CheckProgress, CheckResult, KeyTest, PlaygroundReply } from "../shared/models.ts";
import { type SetupStep, setupSteps } from "../shared/setup.ts";
import { fine } from "./check-results.ts";
import { missingPersonas, type Personas } from "./conversation/personas.ts";
import {
  type DiscordDoctorParts,
  examineIntents,
  examineInvite,
  examineMeters,
  examinePermissions,
  examineToken,
} from "./discord/doctor.ts";
import type { Call } from "./dispatch.ts";
import type { KeyMaterial } from "./inference/key-vault.ts";

export interface DoctorParts extends DiscordDoctorParts {
  keys: () => KeyMaterial[];
  testKey: (id: string) => Promise<KeyTest>;
  personas: Pick<Personas, "problems" | "has" | "get">;
  /** Answers as in the playground. */
  tryReply: (text: string) => Promise<PlaygroundReply>;
  tell: Call<CheckProgress>["tell"];
}

/** One thing to look at, under the name by which it is waited for. */
interface Look {
  name: string;
  find: () => Promise<CheckResult[]>;
}

/** What each step looks at; `channelId`: that channel alone. */
const looksOf: Record<SetupStep, (parts: DoctorParts, channelId?: string) => Look[]> = {
  token: (parts) => [{ name: "Bot token", find: () => examineToken(parts) }],
  intents: (parts) => [{ name: "Message Content intent", find: () => examineIntents(parts) }],
  invite: (parts) => [{ name: "Invitation", find: () => examineInvite(parts) }],
  channel: (parts, channelId) => [{ name: "Permissions", find: () => examinePermissions(parts, channelId) }],
  key: keyLooks,
  persona: (parts) => [{ name: "Personas", find: async () => [examinePersonas(parts)] }],
  reply: (parts) => [{ name: "Test reply", find: async () => [await examineReply(parts)] }],
};
const stepsWithToken: readonly SetupStep[] = ["intents", "invite", "channel"];

/** Looks at everything that must be right before the bot can chat; every trouble comes with its mend. */
export function examine(parts: DoctorParts): Promise<CheckResult[]> {
  const token = examineToken(parts);
  const withToken = ({ name, find }: Look): Look => ({
    name,
    find: async () => ((await token).some(({ verdict }) => verdict === "broken") ? [] : find()),
  });
  const others = setupSteps
    .filter((step) => step !== "token")
    .flatMap((step) => (stepsWithToken.includes(step) ? looksOf[step](parts).map(withToken) : looksOf[step](parts)));
  const meters = withToken({ name: "Log-ins", find: () => examineMeters(parts) });
  return lookAt([{ name: "Bot token", find: () => token }, meters, ...others], parts);
}

/** Looks at one step of the setup alone. */
export function examineStep(parts: DoctorParts, step: SetupStep, channelId?: string): Promise<CheckResult[]> {
  return lookAt(looksOf[step](parts, channelId), parts);
}

/** All side by side, told of as they come; what they find stays in their order. Rejects with the signal's reason. */
async function lookAt(looks: readonly Look[], { signal, tell }: DoctorParts): Promise<CheckResult[]> {
  const found = new Map<Look, CheckResult[]>();
  const results = () => looks.flatMap((look) => found.get(look) ?? []);
  const tellNow = () => {
    const waitingFor = looks.filter((look) => !found.has(look)).map(({ name }) => name);
    tell(() => ({ results: results(), waitingFor, looks: looks.length }));
  };
  tellNow();
  await Promise.all(
    looks.map(async (look) => {
      const findings = await look.find();
      signal.throwIfAborted();
      found.set(look, findings);
      tellNow();
    }),
  );
  return results();
}

function keyLooks(parts: DoctorParts): Look[] {
  const keys = parts.keys();
  if (keys.length === 0) return [{ name: "Keys", find: async () => [withoutKeys] }];
  return keys.map((key) => ({ name: `Key "${key.label}"`, find: async () => [await examineKey(parts, key)] }));
}

const withoutKeys: CheckResult = {
  name: "Keys",
  verdict: "warning",
  text: "There is no key: the understudy answers.",
  mend: "Add a key under Keys, or in the variable QUIPDECK_HF_KEYS.",
};

async function examineKey(parts: DoctorParts, { id, label, enabled }: KeyMaterial): Promise<CheckResult> {
  const name = `Key "${label}"`;
  if (!enabled) return { name, verdict: "skipped", text: "Switched off.", mend: "" };
  const test = await parts.testKey(id);
  return test.ok ? fine(name, test.text) : { name, verdict: "broken", text: test.text, mend: "See Keys." };
}

function examinePersonas({ personas, profile }: DoctorParts): CheckResult {
  const name = "Personas";
  const missing = missingPersonas(personas, profile()).map((id) => `The persona "${id}" cannot be found.`);
  const problems = [...missing, ...personas.problems];
  if (problems.length === 0) return fine(name, `${personas.get(profile().personaId).name} plays; all can be read.`);
  const mend = "Choose another, or correct the file and read the folder again, under Settings, Persona.";
  return { name, verdict: "broken", text: problems.join(" "), mend };
}

async function examineReply({ tryReply, keys }: DoctorParts): Promise<CheckResult> {
  const name = "Test reply";
  const { reply, responder, outcome, failure } = await tryReply("Hello!");
  const said = `${responder === "model" ? "The model" : "The understudy"} answers: "${oneLine(reply)}"`;
  if (outcome === "answered") return fine(name, said);
  if (outcome === "understudied" && keys().length === 0) return fine(name, said);
  const text = outcome === "understudied" ? said : `No answer came (${outcome}).`;
  const mend = failure ? sentenceOf(failure) : "See Keys.";
  return { name, verdict: outcome === "failed" ? "broken" : "warning", text, mend };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
