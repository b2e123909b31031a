import { isRecord } from "../../shared/is-record.ts";
import type { Clock } from "../ports.ts";
import type { CallFailure, CallFailureKind, CallFlaw, CallRequest, CallResult } from "./model-call.ts";
import type { ResponseWitness } from "./response-witness.ts";
import { retryAfterOf } from "./retry-after.ts";

/** Where nobody tells how many tokens there were. */
export const charactersPerToken = 4;

/** What came of one call: its request, what the wire showed, and as much of a streamed answer as had come. */
export interface CallTrace {
  request: CallRequest;
  witness: ResponseWitness;
  clock: Clock;
  /** Null where no stream was asked for. */
  streamed: string | null;
}

/** How a call ended before its answer was whole. */
export interface CallEnding {
  cancelled: boolean;
  timedOut: boolean;
  bodyFlaw: CallFlaw | null;
}

/** The result of a chat completion in the form of the OpenAI interface, or of whatever came in its place. */
export function resultOf(output: unknown, trace: CallTrace): CallResult {
  const { request, witness } = trace;
  // A body that is not JSON reaches us as a Blob.
  if (!isRecord(output) || output instanceof Blob) return failure("garbage", "not-json", trace);
  const choice: unknown = Array.isArray(output.choices) ? output.choices[0] : undefined;
  if (!isRecord(choice) || !isRecord(choice.message)) return failure("garbage", "no-choices", trace);
  const tokens = tokensOf(output.usage);
  const text = choice.message.content;
  if (typeof text !== "string" || text.trim() === "") {
    const empty = failure("garbage", "empty", trace);
    return { ...empty, usage: { requests: 1, characters: charactersSent(request), tokens } };
  }
  const characters = charactersSent(request) + text.length;
  const usage = { requests: 1, characters, tokens: tokens || guessedTokens(characters, trace) };
  return { ok: true, text, status: witness.status, requestId: requestIdOf(witness), usage };
}

/** The result of a call that threw: judged by what came over the wire, never by the error's own text. */
export function resultOfThrown(ending: CallEnding, trace: CallTrace): CallFailure {
  const { kind, flaw } = whatWentWrong(ending, trace);
  return failure(kind, flaw, trace);
}

/** What `fetch` throws where a body breaks off, and the client where it is no JSON. */
export function bodyFlawOf(thrown: unknown): CallFlaw | null {
  if (thrown instanceof SyntaxError) return "not-json";
  return thrown instanceof TypeError && thrown.message === "terminated" ? "cut" : null;
}

function whatWentWrong(end: CallEnding, trace: CallTrace): { kind: CallFailureKind; flaw: CallFlaw | null } {
  const { request, witness, streamed } = trace;
  if (end.cancelled) return { kind: "cancelled", flaw: null };
  // A refusal whose body never ends is known by its status all the same.
  if (witness.status !== null && !isSuccess(witness.status)) return { kind: "http", flaw: null };
  if (end.timedOut) return { kind: "timeout", flaw: null };
  if (!witness.sent) return { kind: "unsent", flaw: isForeignKey(request) ? "not-a-token" : null };
  if (witness.status === null) return { kind: "network", flaw: null };
  // A stream may end with an error object though it began with 200.
  const streamFlaw = witness.isStream ? (streamed ? "cut" : "no-choices") : null;
  return { kind: "garbage", flaw: end.bodyFlaw ?? streamFlaw ?? (isJson(witness) ? "no-choices" : "not-json") };
}

function failure(kind: CallFailureKind, flaw: CallFlaw | null, trace: CallTrace): CallFailure {
  const { request, witness, clock, streamed } = trace;
  // What was sent and then left may have been answered, and billed, all the same.
  const reached = witness.status !== null || (witness.sent && kind !== "network");
  const characters = streamed ? charactersSent(request) + streamed.length : 0;
  return {
    ok: false,
    kind,
    flaw,
    status: witness.status,
    requestId: requestIdOf(witness),
    usage: { requests: reached ? 1 : 0, characters, tokens: guessedTokens(characters, trace) },
    bodyText: witness.bodyText,
    retryAfterMs: retryAfterOf(witness.headers, clock.now()),
    estimatedTimeMs: estimatedTimeOf(witness.bodyText),
  };
}

function charactersSent({ messages }: CallRequest): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}

function tokensOf(usage: unknown): number {
  const tokens = isRecord(usage) ? usage.total_tokens : 0;
  return typeof tokens === "number" && Number.isFinite(tokens) && tokens > 0 ? Math.ceil(tokens) : 0;
}

/** Few services tell a stream's tokens unasked, and asking makes others refuse: a limit in tokens must hold all the same. */
function guessedTokens(characters: number, { streamed }: CallTrace): number {
  return streamed === null ? 0 : Math.ceil(characters / charactersPerToken);
}

/** The `estimated_time` of a loading model in ms; null where the body has none. */
function estimatedTimeOf(bodyText: string): number | null {
  const seconds = Number(/"estimated_time"\s*:\s*(\d+(?:\.\d+)?)/.exec(bodyText)?.[1]);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Nothing but an id passes, for it is shown to the owner. */
function requestIdOf({ headers }: ResponseWitness): string | null {
  const id = headers.get("x-request-id");
  return id !== null && /^[\w.:-]{1,100}$/.test(id) ? id : null;
}

/** The router takes Hugging Face's own tokens only. */
function isForeignKey({ endpointUrl, secret }: CallRequest): boolean {
  return endpointUrl === null && !secret.startsWith("hf_");
}

function isJson({ headers }: ResponseWitness): boolean {
  return headers.get("content-type")?.startsWith("application/json") ?? false;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
