import type { Attempt, ChatMessage, ResponderKind } from "../../shared/models.ts";
import type { Persona } from "../../shared/persona.ts";

export type { ChatMessage };

/** A question in its context, ready for any responder. */
export interface Prompt {
  persona: Persona;
  /** System prompt, examples and memory, and the question last. */
  messages: ChatMessage[];
  /** The sanitized question alone. */
  question: string;
}

export interface Answer {
  text: string;
  responder: ResponderKind;
  keyLabel: string | null;
  attempts: Attempt[];
}

/** Whoever answers: the ring of keys, or the understudy. */
export interface Responder {
  /** Rejects with an AnswerError, or with the signal's reason when it was cancelled. */
  respond(prompt: Prompt, signal: AbortSignal): Promise<Answer>;
}

/** Why no answer came. `resting`: no key can answer before `until` (ms since the epoch; null when nobody knows). */
export type AnswerErrorKind = "no-keys" | "resting" | "misconfigured" | "exhausted" | "deadline" | "empty" | "blocked";

/** Sentences for the owner; never holds a provider's text or a secret. */
export class AnswerError extends Error {
  readonly kind: AnswerErrorKind;
  readonly mend: string;
  readonly attempts: Attempt[];
  readonly until: number | null;

  constructor(kind: AnswerErrorKind, message: string, mend: string, attempts: Attempt[], until: number | null = null) {
    super(message);
    this.name = "AnswerError";
    this.kind = kind;
    this.mend = mend;
    this.attempts = attempts;
    this.until = until;
  }
}
