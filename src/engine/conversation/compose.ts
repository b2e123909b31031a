import type { Outcome, Stage } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";
import type { Settings } from "../../shared/settings.ts";
import { AnswerError, type Responder } from "../inference/responder.ts";
import { cleanAnswer, splitAnswer } from "./answer.ts";
import type { BlockList } from "./block-list.ts";
import type { Memory } from "./memory.ts";
import { buildMessages } from "./persona.ts";
import { type RespondParts, refuse, respond, standIn } from "./respond.ts";
import { type TraceParts, timed } from "./trace.ts";
import type { Turn } from "./turn.ts";

export interface ComposeParts extends TraceParts {
  settings: () => Settings;
  memory: Memory;
  understudy: Responder;
  /** Takes secrets out of an answer: the service may echo what it was sent. */
  redact: (text: string) => string;
  /** What the owner wants to hear neither in a question nor in an answer. */
  blocked: BlockList;
}

interface Composing {
  persona: Persona;
  /** Null when the understudy is to answer alone. */
  model: Responder | null;
  signal: AbortSignal;
  recordFailure: (thrown: unknown, stage: Stage) => void;
  admitSentence: RespondParts["admitSentence"];
}

/** From the sanitized question to the parts of the answer, ready to be sent; there are none where nothing is to be said. */
export async function compose(
  turn: Turn,
  { persona, model, signal, recordFailure, admitSentence }: Composing,
  parts: ComposeParts,
): Promise<Outcome> {
  const { settings, memory, understudy, redact, blocked } = parts;
  const { author } = turn.message;
  const messages = timed(parts, turn, "context", () => {
    const name = blocked.find(author) === null ? author : "";
    return buildMessages(persona, memory.recall(turn.message, persona.id), turn.sanitized, name);
  });
  const prompt = { persona, messages, question: turn.sanitized };
  if (model !== null) turn.prompt = messages;
  const common = { model, understudy, whenResting: settings().inference.whenResting, admitSentence };
  const partsOf = (stage: Stage) => ({ ...common, recordFailure: (thrown: unknown) => recordFailure(thrown, stage) });
  let outcome = await timed(parts, turn, "respond", () => respond(turn, prompt, signal, partsOf("respond")));
  await timed(parts, turn, "clean", async () => {
    if (turn.response === "" && turn.responder === "none") return;
    const cleaned = () => redact(cleanAnswer(turn.response, { personaName: persona.name }));
    const answer = cleaned();
    const flaw = flawOf(turn, answer, blocked);
    if (flaw !== null) outcome = await standIn(turn, prompt, flaw, signal, partsOf("clean"));
    turn.response = flaw === null ? answer : cleaned();
    if (outcome === "understudied" && blocked.find(turn.response) !== null) outcome = refuse(turn, common);
  });
  turn.parts = timed(parts, turn, "split", () => splitAnswer(turn.response));
  return outcome;
}

/** Why the answer cannot be sent; null where it can. A model may think aloud and say nothing. */
function flawOf({ attempts }: Turn, answer: string, blocked: BlockList): AnswerError | null {
  if (answer === "") {
    const mend = "Try another model, or let it answer with more tokens, under Settings.";
    return new AnswerError("empty", "The model's answer held nothing to say.", mend, attempts);
  }
  if (blocked.find(answer) === null) return null;
  // Which entry it was is nobody's business in Discord, where failures may be told; the panel shows the answer.
  const message = "The answer held an entry of the block list, and was not sent.";
  const mend = "Nothing needs to be done, unless the entry is too wide: the list stands under Settings, Conversation.";
  return new AnswerError("blocked", message, mend, attempts);
}
