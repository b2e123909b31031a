import { sentenceOf } from "../shared/errors.ts";
import type { CheckResult, KeyTest, PlaygroundReply } from "../shared/models.ts";
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
import type { KeyMaterial } from "./inference/key-vault.ts";

export interface DoctorParts extends DiscordDoctorParts {
  keys: () => KeyMaterial[];
  testKey: (id: string) => Promise<KeyTest>;
  personas: Pick<Personas, "problems" | "has" | "get">;
  /** Answers as in the playground. */
  tryReply: (text: string) => Promise<PlaygroundReply>;
}

/** What a step looks at; `channelId`: that channel alone. */
type Examination = (parts: DoctorParts, channelId?: string) => Promise<CheckResult[]>;

const examinations: Record<SetupStep, Examination> = {
  token: examineToken,
  intents: examineIntents,
  invite: examineInvite,
  channel: examinePermissions,
  key: examineKeys,
  persona: examinePersonas,
  reply: examineReply,
};
const stepsWithToken: readonly SetupStep[] = ["intents", "invite", "channel"];

/** Looks at everything that must be right before the bot can chat; every trouble comes with its mend. */
export async function examine(parts: DoctorParts): Promise<CheckResult[]> {
  const token = await examineToken(parts);
  const isAccepted = token.every(({ verdict }) => verdict !== "broken");
  const meters = isAccepted ? await examineMeters(parts) : [];
  const others = setupSteps.filter((step) => step !== "token" && (isAccepted || !stepsWithToken.includes(step)));
  return [...token, ...meters, ...(await Promise.all(others.map((step) => examineStep(parts, step)))).flat()];
}

/** Looks at one step of the setup alone. */
export function examineStep(parts: DoctorParts, step: SetupStep, channelId?: string): Promise<CheckResult[]> {
  return examinations[step](parts, channelId);
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
  const missing = missingPersonas(personas, profile()).map((id) => `The persona "${id}" cannot be found.`);
  const problems = [...missing, ...personas.problems];
  if (problems.length === 0) return [fine(name, `${personas.get(profile().personaId).name} plays; all can be read.`)];
  const mend = "Choose another, or correct the file and read the folder again, under Settings, Persona.";
  return [{ name, verdict: "broken", text: problems.join(" "), mend }];
}

async function examineReply({ tryReply, keys }: DoctorParts): Promise<CheckResult[]> {
  const name = "Test reply";
  const { reply, responder, outcome, failure } = await tryReply("Hello!");
  const said = `${responder === "model" ? "The model" : "The understudy"} answers: "${oneLine(reply)}"`;
  if (outcome === "answered") return [fine(name, said)];
  if (outcome === "understudied" && keys().length === 0) return [fine(name, said)];
  const text = outcome === "understudied" ? said : `No answer came (${outcome}).`;
  const mend = failure ? sentenceOf(failure) : "See Keys.";
  return [{ name, verdict: outcome === "failed" ? "broken" : "warning", text, mend }];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
