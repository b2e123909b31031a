import type { Attempt, KeyTest, Usage } from "../../shared/models.ts";
import type { InferenceSettings } from "../../shared/settings.ts";
import type { Clock } from "../ports.ts";
import { charactersPerToken } from "./call-result.ts";
import type { KeyRing, Lease, NoLease } from "./key-ring.ts";
import type { CallFailure, CallResult, CallSuccess, ModelCall } from "./model-call.ts";
import { type Answer, AnswerError, type ChatMessage, type Prompt, type Responder } from "./responder.ts";
import { type Judgement, judge } from "./verdict.ts";
import { wait } from "./wait.ts";

const firstBackOffMs = 500;
const longestBackOffMs = 8000;
/** Failures of one key before a question goes on to the next. */
const patience = 2;
/** When every key rests no longer than this, the question waits for the first. */
const shortRestMs = 5000;
/** Reserved for the answer until answers are known. */
const firstExpectedAnswer = 400;
const testQuestion: readonly ChatMessage[] = [{ role: "user", content: "Hello" }];

interface ModelResponderParts {
  ring: KeyRing;
  call: ModelCall;
  clock: Clock;
  settings: () => InferenceSettings;
  /** From 0 to below 1, from a seed. */
  random: () => number;
  /** What a question will cost, where that is known otherwise than by all that is sent and received. */
  costOf?: ((messages: readonly ChatMessage[]) => Usage) | null;
}

/** How one question differs from those of members, and who follows it. */
export interface AskOptions {
  /** In place of the owner's. */
  model?: string;
  /** No other key is asked. */
  keyId?: string;
  /** Hears all of the answer that has come, as it is written; each attempt begins anew, with nothing. */
  onText?: (text: string) => void;
  /** Hears what an attempt has cost, and whom. */
  onCost?: (keyId: string, usage: Readonly<Usage>) => void;
}

type JudgedCall = { result: CallSuccess; judgement: null } | { result: CallFailure; judgement: Judgement };

/** One question's way through the ring. */
interface Effort {
  readonly settings: InferenceSettings;
  readonly messages: readonly ChatMessage[];
  readonly cost: Readonly<Usage>;
  readonly signal: AbortSignal;
  readonly options: AskOptions;
  /** Monotonic time at which no new attempt begins. */
  readonly endsMs: number;
  readonly attempts: Attempt[];
  /** Passing failures by key, and the keys that have had their share of them. */
  readonly failures: Map<string, number>;
  readonly passOver: Set<string>;
  backOffs: number;
  last: Judgement | null;
}

/** Answers with the first key that can; a key that fails hands its question to the next. */
export class ModelResponder implements Responder {
  readonly #parts: ModelResponderParts;
  /** Characters of the longest recent answers; forgets slowly. */
  #expectedAnswer = firstExpectedAnswer;

  constructor(parts: ModelResponderParts) {
    this.#parts = parts;
  }

  /** Rejects with an AnswerError, or with the signal's reason when it was cancelled. */
  async respond(prompt: Prompt, signal: AbortSignal, options: AskOptions = {}): Promise<Answer> {
    const effort = this.#begin(prompt, signal, options);
    for (;;) {
      signal.throwIfAborted();
      const lease = await this.#lease(effort);
      const { result, judgement } = await this.#attempt(effort, lease);
      if (judgement === null) {
        this.#expectedAnswer = Math.max(result.text.length, 0.9 * this.#expectedAnswer + 0.1 * result.text.length);
        return { text: result.text, responder: "model", keyLabel: lease.key.label, attempts: effort.attempts };
      }
      signal.throwIfAborted();
      await this.#recover(effort, lease, judgement);
    }
  }

  /**
   * A real call for one token; a key that passes is ready again, whatever the service said before. Rejects with the signal's
   * reason when it was cancelled.
   */
  async test(keyId: string, signal: AbortSignal): Promise<KeyTest> {
    const { ring, call, clock, settings } = this.#parts;
    const lease = ring.leaseOf(keyId, { requests: 1, characters: 0, tokens: 1 });
    if (!lease) return { ok: false, status: null, ms: 0, text: "This key is no longer in the ring: reload the list." };
    const startedMs = clock.monotonic();
    const { model, endpointUrl, temperature, attemptTimeoutMs: timeoutMs } = settings();
    const request = { secret: lease.key.secret, model, endpointUrl, temperature, timeoutMs };
    const result = await call({ ...request, messages: testQuestion, maxTokens: 1 }, signal);
    const ms = Math.round(clock.monotonic() - startedMs);
    // One token may well be no text: an answer in the right form is all that the key has to bring.
    const isAccepted = result.ok || result.flaw === "empty";
    const judgement = isAccepted ? null : judge(result, ring.judgeContext(lease));
    ring.settle(lease, result.usage, judgement);
    signal.throwIfAborted();
    if (judgement) {
      return { ok: false, status: result.status, ms, text: `${judgement.reason} ${judgement.mend}` };
    }
    ring.revive(keyId);
    return { ok: true, status: result.status, ms, text: `The key works: ${model} answered in ${ms} ms.` };
  }

  #begin({ messages }: Prompt, signal: AbortSignal, options: AskOptions): Effort {
    const current = this.#parts.settings();
    const settings = { ...current, model: options.model ?? current.model };
    const sent = messages.reduce((sum, { content }) => sum + content.length, 0);
    const received = Math.min(this.#expectedAnswer, settings.maxAnswerTokens * charactersPerToken);
    const characters = Math.ceil(sent + received);
    const cost = this.#parts.costOf?.(messages) ?? usageOf(characters);
    const endsMs = this.#parts.clock.monotonic() + settings.deadlineMs;
    const fresh = { attempts: [], failures: new Map(), passOver: new Set<string>(), backOffs: 0, last: null };
    return { settings, messages, cost, signal, options, endsMs, ...fresh };
  }

  /** Waits for a key as far as that is worth while; throws an AnswerError where it is not. */
  async #lease(effort: Effort): Promise<Lease> {
    const { ring, clock } = this.#parts;
    for (;;) {
      if (clock.monotonic() >= effort.endsMs) throw tooLate(effort);
      const lease = ring.choose(effort.cost, effort.passOver, effort.options.keyId);
      if (lease.key) return lease;
      const restMs = (lease.until ?? Number.POSITIVE_INFINITY) - clock.now();
      if (lease.reason === "passed-over") {
        // With another model a refused key does not rest, yet it would be refused again.
        if (effort.options.model !== undefined && effort.last?.rest) throw gaveUp("exhausted", effort, effort.last);
        // Every ready key has had its share of failures: a last round, after a pause.
        effort.passOver.clear();
        await this.#pause(effort, this.#backOffMs(effort));
      } else if (restMs <= Math.min(shortRestMs, effort.endsMs - clock.monotonic())) {
        await wait(clock, Math.max(1, restMs), effort.signal);
      } else {
        throw noKeyLeft(effort, lease);
      }
    }
  }

  async #attempt(effort: Effort, lease: Lease): Promise<JudgedCall> {
    const { ring, call, clock } = this.#parts;
    const { model, endpointUrl, temperature, maxAnswerTokens: maxTokens, attemptTimeoutMs } = effort.settings;
    const startedMs = clock.monotonic();
    const timeoutMs = Math.min(attemptTimeoutMs, effort.endsMs - startedMs);
    const { messages, signal } = effort;
    const { onText, onCost } = effort.options;
    const asked = { secret: lease.key.secret, model, endpointUrl, messages, temperature, maxTokens, timeoutMs };
    onText?.("");
    const judged = this.#judged(await call({ ...asked, ...(onText ? { onText } : {}) }, signal), lease);
    const { result, judgement } = judged;
    const isOwnModel = effort.options.model === undefined;
    ring.settle(lease, result.usage, isOwnModel || judgement === null ? judgement : sparing(judgement));
    onCost?.(lease.key.id, result.usage);
    const { status, requestId } = result;
    const verdict = judgement?.verdict ?? "ok";
    const ms = Math.round((clock.monotonic() - startedMs) * 10) / 10;
    effort.attempts.push({ keyLabel: lease.key.label, status, verdict, ms, ...(requestId ? { requestId } : {}) });
    return judged;
  }

  #judged(result: CallResult, lease: Lease): JudgedCall {
    if (result.ok) return { result, judgement: null };
    return { result, judgement: judge(result, this.#parts.ring.judgeContext(lease)) };
  }

  /** Prepares the next attempt; throws an AnswerError where there is none to make. */
  async #recover(effort: Effort, lease: Lease, judgement: Judgement): Promise<void> {
    effort.last = judgement;
    if (judgement.step === "stop") throw gaveUp("misconfigured", effort, judgement);
    if (effort.attempts.length >= effort.settings.maxAttempts) throw gaveUp("exhausted", effort, judgement);
    if (judgement.step === "wait") return this.#pause(effort, judgement.waitMs);
    const failures = (effort.failures.get(lease.key.id) ?? 0) + 1;
    effort.failures.set(lease.key.id, failures);
    if (judgement.step === "retry" && failures < patience) {
      return this.#pause(effort, Math.max(judgement.waitMs, this.#backOffMs(effort)));
    }
    effort.passOver.add(lease.key.id);
  }

  /** Doubles with each wait of the question; half of it is by chance, so that many questions do not come back at once. */
  #backOffMs(effort: Effort): number {
    const fullMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** effort.backOffs);
    effort.backOffs += 1;
    return fullMs * (0.5 + 0.5 * this.#parts.random());
  }

  async #pause(effort: Effort, ms: number): Promise<void> {
    const { clock } = this.#parts;
    if (clock.monotonic() + ms >= effort.endsMs) throw tooLate(effort);
    await wait(clock, ms, effort.signal);
  }
}

/** What a key may not do with another model says nothing about the bot's own: only a dead key is dead for both. */
function sparing(judgement: Judgement): Judgement {
  return judgement.rest?.state === "rejected" ? judgement : { ...judgement, rest: null };
}

function usageOf(characters: number): Usage {
  return { requests: 1, characters, tokens: Math.ceil(characters / charactersPerToken) };
}

function gaveUp(kind: "misconfigured" | "exhausted", { attempts }: Effort, { reason, mend }: Judgement): AnswerError {
  return new AnswerError(kind, reason, mend, attempts);
}

function tooLate({ attempts, settings, last }: Effort): AnswerError {
  const message = `No answer came within ${settings.deadlineMs / 1000} seconds. ${last?.reason ?? ""}`.trim();
  return new AnswerError("deadline", message, last?.mend ?? "Allow more time under Settings.", attempts);
}

function noKeyLeft(effort: Effort, { reason, until, detail }: NoLease): AnswerError {
  const { attempts, last } = effort;
  if (reason === "too-large" && detail !== undefined) {
    const mend = "Raise that limit under Keys, or shorten the persona, the memory or the longest answer.";
    return new AnswerError("misconfigured", detail, mend, attempts);
  }
  if (reason === "no-keys") {
    const mend = "Add a key, or switch one on, under Keys.";
    return new AnswerError("no-keys", "There is no key to ask the model with.", mend, attempts);
  }
  // This very question has found the last key dead: that is a failure to look at, not a rest.
  if (until === null && last) return gaveUp("exhausted", effort, last);
  const mend =
    until === null ? "See under Keys what each of them needs." : "It ends by itself; one more key prevents it.";
  return new AnswerError("resting", "No key can answer at the moment.", mend, attempts, until);
}
