import type { Outcome, Stage } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";
import type { Settings } from "../../shared/settings.ts";
import { AnswerError, type Responder } from "../inference/responder.ts";
import type { Clock } from "../ports.ts";
import { cleanAnswer, splitAnswer } from "./answer.ts";
import type { Memory } from "./memory.ts";
import { buildMessages } from "./persona.ts";
import { respond, standIn } from "./respond.ts";
import { timed } from "./trace.ts";
import type { Turn } from "./turn.ts";

export interface ComposeParts {
  clock: Clock;
  settings: () => Settings;
  memory: Memory;
  understudy: Responder;
  /** Takes secrets out of an answer: the service may echo what it was sent. */
  redact: (text: string) => string;
}

interface Composing {
  persona: Persona;
  /** Null when the understudy is to answer alone. */
  model: Responder | null;
  signal: AbortSignal;
  recordFailure: (thrown: unknown, stage: Stage) => void;
}

/** From the sanitized question to the parts of the answer, ready to be sent. */
export async function compose(
  turn: Turn,
  { persona, model, signal, recordFailure }: Composing,
  { clock, settings, memory, understudy, redact }: ComposeParts,
): Promise<Outcome> {
  const messages = timed(clock, turn, "context", () =>
    buildMessages(persona, memory.recall(turn.message), turn.sanitized, turn.message.author),
  );
  const prompt = { persona, messages, question: turn.sanitized };
  const { whenResting } = settings().inference;
  const partsOf = (stage: Stage) => {
    return { model, understudy, whenResting, recordFailure: (thrown: unknown) => recordFailure(thrown, stage) };
  };
  let outcome = await timed(clock, turn, "respond", () => respond(turn, prompt, signal, partsOf("respond")));
  await timed(clock, turn, "clean", async () => {
    const answer = redact(cleanAnswer(turn.response, { personaName: persona.name }));
    if (answer === "") outcome = await standIn(turn, prompt, nothingSaid(turn), signal, partsOf("clean"));
    else turn.response = answer;
  });
  turn.parts = timed(clock, turn, "split", () => splitAnswer(turn.response));
  return outcome;
}

/** A model may think aloud and say nothing. */
function nothingSaid(turn: Turn): AnswerError {
  const mend = "Try another model, or let it answer with more tokens, under Settings.";
  return new AnswerError("empty", "The model's answer held nothing to say.", mend, turn.attempts);
}
