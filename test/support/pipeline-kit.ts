import { followBlockList } from "../../src/engine/conversation/block-list.ts";
import { createLineJoiner } from "../../src/engine/conversation/joined-lines.ts";
import type { Memory } from "../../src/engine/conversation/memory.ts";
import { createOncePerWindow } from "../../src/engine/conversation/once-per-window.ts";
import { Pipeline, type PipelineParts } from "../../src/engine/conversation/pipeline.ts";
import { createTurnQueue } from "../../src/engine/conversation/turn-queue.ts";
import type { GateContext } from "../../src/engine/discord/gate.ts";
import type { Answer, Responder } from "../../src/engine/inference/responder.ts";
import type { FailureFacts } from "../../src/engine/log/failures.ts";
import type { Attempt } from "../../src/shared/models.ts";
import { personaSchema } from "../../src/shared/persona.ts";
import { activeProfile, defaultSettings } from "../../src/shared/settings.ts";
import { botUserId, recordingDelivery } from "./messages.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** Known to the pipeline's redactor. */
export const secret = "s3cret-of-the-endpoint";
export const refused: Attempt = { keyLabel: "Spare", status: 500, verdict: "transient", ms: 1 };
const persona = personaSchema.parse({
  id: "lamp",
  name: "Lamp",
  description: "A lamp.",
  instructions: "Shine.",
  fallbacks: Array.from({ length: 20 }, (_, place) => `Glow ${place}.`),
  restingLine: "Back {time}.",
  examples: Array.from({ length: 20 }, (_, place) => ({ question: `q${place}`, answer: `a${place}` })),
});

/** A model that says this. */
export function saying(text: string): Responder {
  const attempts: Attempt[] = [{ keyLabel: "First", status: 200, verdict: "ok", ms: 1 }];
  return { respond: async (): Promise<Answer> => ({ text, responder: "model", keyLabel: "First", attempts }) };
}

/** A model that rejects with this. */
export function failing(thrown: unknown): Responder {
  return { respond: () => Promise.reject(thrown) };
}

/** In place of a part that does not work. */
export function broken(): never {
  throw new Error("the disk is gone");
}

export const noMemory: Memory = { recall: () => [], conversationOf: () => null, remember: () => undefined };

/** A gate that lets everybody in. */
export const gateOf = (): GateContext => ({
  profile: activeProfile(defaultSettings()),
  commandPrefix: "!",
  botUserId,
  isPaused: () => false,
  isOptedOut: () => false,
  admitMember: () => true,
  admitRefusal: () => true,
});

/** A pipeline with everything at hand that a test wants to look at or break. */
export function openPipeline(change: Partial<PipelineParts> = {}, paused = new Set<string | null>()) {
  const clock = new VirtualClock();
  const settings = defaultSettings();
  settings.behaviour.commandPrefix = "!";
  const failures: FailureFacts[] = [];
  const troubles: string[] = [];
  const optedOut = new Set<string>();
  const forgotten = { messages: 0, failures: 0, exchanges: 0 };
  const isPaused = (guildId: string | null) => paused.has(guildId);
  const limits = { maxConcurrent: 1, maxWaiting: 10, staleAfterMs: 60_000 };
  const parts: PipelineParts = {
    clock,
    settings: () => settings,
    persona: () => persona,
    gateContext: () => ({ ...gateOf(), isPaused, isOptedOut: (authorId) => optedOut.has(authorId) }),
    commands: {
      pause: (guildId) => void paused.add(guildId),
      resume: (guildId) => void paused.delete(guildId),
      isPaused,
      requestReboot: () => null,
      status: broken,
      keys: () => [],
      now: () => 0,
      forget: () => forgotten,
      optOut(authorId) {
        optedOut.add(authorId);
        return forgotten;
      },
      optIn: (authorId) => void optedOut.delete(authorId),
      isOptedOut: (authorId) => optedOut.has(authorId),
      mayReadContent: () => true,
      toggleChannel: () => true,
    },
    blocked: followBlockList(() => settings.safety.blockedWords),
    sentences: createOncePerWindow(clock, () => settings.safety.sentenceEveryMs),
    joiner: createLineJoiner(clock, () => settings.behaviour.joinLinesMs),
    pausedUntil: () => 60_000,
    noticeOfPause: () => null,
    queue: createTurnQueue({ clock, limits: () => limits, sendLimit: () => null }),
    memory: noMemory,
    model: saying("Hello!"),
    understudy: {
      respond: async () => ({ text: "Glow.", responder: "understudy", keyLabel: null, attempts: [] }),
    },
    redact: (text) => text.replaceAll(secret, "[secret removed]"),
    recordFailure: (facts) => failures.push(facts),
    onEnd: () => undefined,
    onTrouble: (sentence) => troubles.push(sentence),
    ...change,
  };
  const pipeline = new Pipeline(parts);
  const { commands } = parts;
  return { pipeline, delivery: recordingDelivery(), clock, settings, failures, troubles, paused, optedOut, commands };
}
