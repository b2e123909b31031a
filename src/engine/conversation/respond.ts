import type { Outcome } from "../../shared/models.ts";
import type { Settings } from "../../shared/settings.ts";
import { AnswerError, type Prompt, type Responder } from "../inference/responder.ts";
import type { Turn } from "./turn.ts";

export interface RespondParts {
  /** Null when the understudy is to answer alone. */
  model: Responder | null;
  understudy: Responder;
  whenResting: Settings["inference"]["whenResting"];
  recordFailure: (thrown: AnswerError) => void;
  /** False when the channel has heard this sentence just now. */
  admitSentence: (sentence: string) => boolean;
}

export const apology = "Sorry, I could not answer that one. My owner has been told.";
/** Where a question or an answer holds a word that the owner does not want. */
export const refusal = "I would rather not talk about that.";

/** Fills in the answer: the model's, else the understudy's or a line of the bot's own, as the owner chose. */
export async function respond(turn: Turn, prompt: Prompt, signal: AbortSignal, parts: RespondParts): Promise<Outcome> {
  if (parts.model === null) return understudied(turn, prompt, parts.understudy, signal);
  try {
    const answer = await parts.model.respond(prompt, signal);
    turn.response = answer.text;
    turn.responder = answer.responder;
    turn.keyLabel = answer.keyLabel;
    turn.attempts = answer.attempts;
    return "answered";
  } catch (thrown) {
    if (!(thrown instanceof AnswerError)) throw thrown;
    turn.attempts = thrown.attempts;
    return standIn(turn, prompt, thrown, signal, parts);
  }
}

/** Answers a turn for which the model gave none that can be sent; the response is empty where the channel has heard enough. */
export async function standIn(
  turn: Turn,
  prompt: Prompt,
  reason: AnswerError,
  signal: AbortSignal,
  parts: RespondParts,
): Promise<Outcome> {
  const isResting = reason.kind === "resting" || reason.kind === "no-keys";
  if (!isResting) parts.recordFailure(reason);
  // Whoever speaks now, it is no key; the attempts tell which ones were tried.
  turn.keyLabel = null;
  if (parts.whenResting === "understudy") return understudied(turn, prompt, parts.understudy, signal);
  if (reason.kind === "blocked") return refuse(turn, parts);
  turn.responder = "none";
  if (isResting) turn.response = restingLine(prompt.persona.restingLine, reason.until);
  else turn.response = parts.admitSentence(apology) ? apology : "";
  return isResting ? "resting" : "failed";
}

/** The last resort, where not even the understudy's line can be said. */
export function refuse(turn: Turn, { admitSentence }: Pick<RespondParts, "admitSentence">): Outcome {
  turn.keyLabel = null;
  turn.responder = "none";
  turn.response = admitSentence(refusal) ? refusal : "";
  return "blocked";
}

async function understudied(turn: Turn, prompt: Prompt, understudy: Responder, signal: AbortSignal): Promise<Outcome> {
  const answer = await understudy.respond(prompt, signal);
  turn.response = answer.text;
  turn.responder = answer.responder;
  return "understudied";
}

/** Discord shows the timestamp in each reader's own words: "in 12 minutes". */
function restingLine(line: string, until: number | null): string {
  return line.replaceAll("{time}", until === null ? "later" : `<t:${Math.ceil(until / 1000)}:R>`);
}
