import type { Usage } from "../shared/models.ts";
import type { InferenceSettings, Profile, Settings } from "../shared/settings.ts";
import { followBlockList } from "./conversation/block-list.ts";
import { createLineJoiner } from "./conversation/joined-lines.ts";
import { createMemberPaces } from "./conversation/member-pace.ts";
import { createMemory, type ExchangeStore } from "./conversation/memory.ts";
import { createOncePerWindow } from "./conversation/once-per-window.ts";
import { Pipeline, type PipelineParts } from "./conversation/pipeline.ts";
import type { IncomingMessage } from "./conversation/turn.ts";
import { createTurnQueue, type QueueLimits, type TurnQueue } from "./conversation/turn-queue.ts";
import { type GateContext, gate } from "./discord/gate.ts";
import { SendLimits } from "./discord/send-limits.ts";
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
  /** True for a message that would be answered, if it came now and its author were not too fast. */
  readonly isQuestion: (message: IncomingMessage) => boolean;
  /** What Discord tells of its limits goes here. */
  readonly sendLimits: SendLimits;
  /** Another pipeline of the same parts but those that are given, for what is tried out beside it. */
  pipelineWith(change: Partial<PipelineParts>): Pipeline;
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
  const sendLimits = new SendLimits();
  const sendLimit = (channelId: string) => sendLimits.of(channelId);
  const queue = createTurnQueue({ clock, limits: () => queueLimits(settings()), sendLimit });
  const paces = createMemberPaces(clock, () => settings().behaviour.memberQuestionsPerMinute);
  const gateContext = (): GateContext => ({
    profile: parts.profile(),
    commandPrefix: settings().behaviour.commandPrefix,
    botUserId: parts.botUserId(),
    isPaused: (guildId) => commands.isPaused(guildId),
    isOptedOut: (authorId) => commands.isOptedOut(authorId),
    ...paces.gate,
  });
  const isQuestion = (message: IncomingMessage) =>
    gate(message, { ...gateContext(), admitMember: () => true, admitRefusal: () => false }).pass;
  const pipelineParts: PipelineParts = {
    ...{ clock, settings, persona: parts.persona, commands, queue, model, redact, recordFailure, onEnd, onTrouble },
    gateContext,
    blocked: followBlockList(() => settings().safety.blockedWords),
    sentences: createOncePerWindow(clock, () => settings().safety.sentenceEveryMs),
    joiner: createLineJoiner(clock, () => settings().behaviour.joinLinesMs),
    pausedUntil: paces.pausedUntil,
    noticeOfPause: paces.noticeOfPause,
    memory: createMemory({ clock, store: parts.exchangeStore, settings: () => settings().memory, redact }),
    understudy: createUnderstudy({ random }),
  };
  const pipelineWith = (change: Partial<PipelineParts>) => new Pipeline({ ...pipelineParts, ...change });
  const pipeline = pipelineWith({});
  return { ledger, ring, model, queue, pipeline, pipelineWith, isQuestion, sendLimits };
}

function queueLimits({ behaviour }: Settings): QueueLimits {
  return {
    maxConcurrent: behaviour.maxConcurrentTurns,
    maxWaiting: behaviour.maxQueuedTurns,
    staleAfterMs: behaviour.staleAfterMs,
  };
}
