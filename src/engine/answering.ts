import type { Usage } from "../shared/models.ts";
import type { InferenceSettings, Profile, Settings } from "../shared/settings.ts";
import { createMemberPaces } from "./conversation/member-pace.ts";
import { createMemory, type ExchangeStore } from "./conversation/memory.ts";
import { Pipeline, type PipelineParts } from "./conversation/pipeline.ts";
import { createTurnQueue, type QueueLimits, type TurnQueue } from "./conversation/turn-queue.ts";
import { KeyRing } from "./inference/key-ring.ts";
import type { KeyStateStore } from "./inference/key-state-store.ts";
import type { ModelCall } from "./inference/model-call.ts";
import { ModelResponder } from "./inference/model-responder.ts";
import type { ChatMessage } from "./inference/responder.ts";
import { createUnderstudy } from "./inference/understudy.ts";
import type { Clock } from "./ports.ts";
import { Ledger } from "./quota/ledger.ts";
import type { LedgerStore } from "./quota/ledger-store.ts";

export interface AnsweringParts
  extends Pick<PipelineParts, "persona" | "commands" | "redact" | "recordFailure" | "onEnd" | "onTrouble"> {
  clock: Clock;
  /** From 0 to below 1, from a seed. */
  random: () => number;
  settings: () => Settings;
  profile: () => Profile;
  /** The inference settings with what comes from outside in their place. */
  inference: () => InferenceSettings;
  botUserId: () => string | null;
  /** Asks the model once. */
  call: ModelCall;
  /** What a question will cost, where that is known otherwise than by all that is sent and received. */
  costOf?: ((messages: readonly ChatMessage[]) => Usage) | null;
  ledgerStore: LedgerStore;
  keyStateStore: KeyStateStore;
  exchangeStore: ExchangeStore;
}

/** All that stands between a message and its answer. */
export interface Answering {
  readonly ledger: Ledger;
  readonly ring: KeyRing;
  readonly model: ModelResponder;
  readonly queue: TurnQueue;
  readonly pipeline: Pipeline;
}

/**
 * Joins gate, queue, key ring, ledger and pipeline. The house connects them with Discord, the inference service and the
 * disk, the rehearsal with a simulated day: what is rehearsed is what answers.
 */
export function createAnswering(parts: AnsweringParts): Answering {
  const { clock, random, settings, commands, redact, recordFailure, onEnd, onTrouble } = parts;
  const ledger = new Ledger(clock, parts.ledgerStore);
  const ring = new KeyRing({ clock, ledger, store: parts.keyStateStore });
  const model = new ModelResponder({
    ...{ ring, call: parts.call, clock, random, settings: parts.inference },
    costOf: parts.costOf ?? null,
  });
  const queue = createTurnQueue(clock, () => queueLimits(settings()));
  const paces = createMemberPaces(clock, () => settings().behaviour.memberQuestionsPerMinute);
  const pipeline = new Pipeline({
    ...{ clock, settings, persona: parts.persona, commands, queue, model, redact, recordFailure, onEnd, onTrouble },
    gateContext: () => ({
      profile: parts.profile(),
      commandPrefix: settings().behaviour.commandPrefix,
      botUserId: parts.botUserId(),
      isPaused: (guildId) => commands.isPaused(guildId),
      isOptedOut: (authorId) => commands.isOptedOut(authorId),
      ...paces,
    }),
    memory: createMemory(parts.exchangeStore, () => settings().memory, redact),
    understudy: createUnderstudy({ random }),
  });
  return { ledger, ring, model, queue, pipeline };
}

function queueLimits({ behaviour, memory }: Settings): QueueLimits {
  return {
    maxConcurrent: behaviour.maxConcurrentTurns,
    // The next question may be about the last answer.
    maxConcurrentPerChannel: memory.turns > 0 ? 1 : behaviour.maxConcurrentTurns,
    maxWaiting: behaviour.maxQueuedTurns,
    staleAfterMs: behaviour.staleAfterMs,
  };
}
