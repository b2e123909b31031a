import { z } from "zod";
import type { ChatMessage, PlaygroundReply, Stage, StageTime, Usage } from "./models.ts";
import { personaSchema } from "./persona.ts";

/** Of an earlier answer no more is sent along, characters. */
export const maxEarlierAnswer = 10_000;
const line = z.string().max(4000);

/** A question that is tried out, and how it differs from one in Discord. */
export const playgroundQuestionSchema = z.strictObject({
  text: line,
  /** Whom the model is told that it is talking with. */
  author: z.string().max(100).optional(),
  /** A draft to be tried out in place of any stored persona. */
  persona: personaSchema.optional(),
  /** In place of the active profile's persona. */
  personaId: z.string().max(100).optional(),
  /** In place of the model in the settings. What it refuses to a key does not count against that key. */
  model: z.string().trim().min(1).max(200).optional(),
  /** No other key is asked. */
  keyId: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .optional(),
  /** Without a key: the understudy alone, as when every key rests. */
  understudyOnly: z.boolean().default(false),
  /** What was said before, oldest first; remembered as far as the owner's memory settings go. */
  earlier: z
    .array(z.strictObject({ question: line, answer: z.string().max(maxEarlierAnswer) }))
    .max(20)
    .default([]),
});
export type PlaygroundQuestion = z.infer<typeof playgroundQuestionSchema>;

/** A question that is being answered, as far as it has come. */
export interface PlaygroundProgress {
  /** The stage at work. */
  stage: Stage;
  /** Those that are over. */
  stages: StageTime[];
  /** All of the answer that has come, as the model writes it: neither cleaned nor split yet. */
  text: string;
}

/** `failure` tells why the model gave no answer, a rest of the keys included. */
export interface PlaygroundAnswer extends PlaygroundReply {
  /** From the question to the end of the answer, ms. */
  totalMs: number;
  /** From the question to the first words of the model; null where none came. */
  firstWordsMs: number | null;
  /** What the model was sent, the question last, or would have been where no key could ask it; empty where nothing was to be asked. */
  prompt: ChatMessage[];
  /** What each key that was asked has spent on it, in the order of the first request. */
  costs: { keyId: string; usage: Usage }[];
}
