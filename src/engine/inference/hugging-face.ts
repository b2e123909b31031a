import { chatCompletion } from "@huggingface/inference";
import type { Clock } from "../ports.ts";
import type { CallFailure, CallFailureKind, CallFlaw, CallRequest, CallResult, ModelCall } from "./model-call.ts";
import { ResponseWitness } from "./response-witness.ts";
import { retryAfterOf } from "./retry-after.ts";

/**
 * The call to Hugging Face's router or to any OpenAI-compatible base. What the client throws is dropped here and
 * judged by what came over the wire instead: its errors carry the prompt and the provider's own text.
 */
export function createHuggingFaceCall(fetch: typeof globalThis.fetch, clock: Clock): ModelCall {
  return async (request, signal) => {
    const witness = new ResponseWitness(fetch);
    const controller = new AbortController();
    const end = { timedOut: false };
    const cancel = () => controller.abort();
    const cancelTimer = clock.after(request.timeoutMs, () => {
      end.timedOut = true;
      cancel();
    });
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      const output = await complete(request, witness, controller.signal);
      return resultOf(output, request, witness, clock);
    } catch (thrown) {
      const bodyFlaw = witness.flaw ?? bodyFlawOf(thrown);
      const { kind, flaw } = whatWentWrong(request, witness, { cancelled: signal.aborted, bodyFlaw, ...end });
      return failure(kind, flaw, witness, clock);
    } finally {
      cancelTimer();
      signal.removeEventListener("abort", cancel);
    }
  };
}

function complete(request: CallRequest, witness: ResponseWitness, signal: AbortSignal): Promise<unknown> {
  return chatCompletion(
    {
      accessToken: request.secret,
      ...(request.endpointUrl === null ? {} : { endpointUrl: request.endpointUrl }),
      model: request.model,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      temperature: request.temperature,
      max_tokens: request.maxTokens,
    },
    // By default the client repeats a 503 at once and without bound.
    { retry_on_error: false, fetch: witness.fetch, signal },
  );
}

function resultOf(output: unknown, request: CallRequest, witness: ResponseWitness, clock: Clock): CallResult {
  // A body that is not JSON reaches us as a Blob.
  if (!isObject(output) || output instanceof Blob) return failure("garbage", "not-json", witness, clock);
  const choice: unknown = Array.isArray(output.choices) ? output.choices[0] : undefined;
  if (!isObject(choice) || !isObject(choice.message)) return failure("garbage", "no-choices", witness, clock);
  const tokens = tokensOf(output.usage);
  const text = choice.message.content;
  if (typeof text !== "string" || text.trim() === "") {
    const empty = failure("garbage", "empty", witness, clock);
    return { ...empty, usage: { requests: 1, characters: charactersSent(request), tokens } };
  }
  const usage = { requests: 1, characters: charactersSent(request) + text.length, tokens };
  return { ok: true, text, status: witness.status, requestId: requestIdOf(witness), usage };
}

function whatWentWrong(
  request: CallRequest,
  witness: ResponseWitness,
  end: { cancelled: boolean; timedOut: boolean; bodyFlaw: CallFlaw | null },
): { kind: CallFailureKind; flaw: CallFlaw | null } {
  if (end.cancelled) return { kind: "cancelled", flaw: null };
  // A refusal whose body never ends is known by its status all the same.
  if (witness.status !== null && !isSuccess(witness.status)) return { kind: "http", flaw: null };
  if (end.timedOut) return { kind: "timeout", flaw: null };
  if (!witness.sent) return { kind: "unsent", flaw: isForeignKey(request) ? "not-a-token" : null };
  if (witness.status === null) return { kind: "network", flaw: null };
  return { kind: "garbage", flaw: end.bodyFlaw ?? (isJson(witness) ? "no-choices" : "not-json") };
}

/** What `fetch` throws where a body breaks off, and the client where it is no JSON. */
function bodyFlawOf(thrown: unknown): CallFlaw | null {
  if (thrown instanceof SyntaxError) return "not-json";
  return thrown instanceof TypeError && thrown.message === "terminated" ? "cut" : null;
}

function failure(kind: CallFailureKind, flaw: CallFlaw | null, witness: ResponseWitness, clock: Clock): CallFailure {
  // What was sent and then left may have been answered, and billed, all the same.
  const reached = witness.status !== null || (witness.sent && kind !== "network");
  return {
    ok: false,
    kind,
    flaw,
    status: witness.status,
    requestId: requestIdOf(witness),
    usage: { requests: reached ? 1 : 0, characters: 0, tokens: 0 },
    bodyText: witness.bodyText,
    retryAfterMs: retryAfterOf(witness.headers, clock.now()),
    estimatedTimeMs: estimatedTimeOf(witness.bodyText),
  };
}

function charactersSent({ messages }: CallRequest): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}

function tokensOf(usage: unknown): number {
  const tokens = isObject(usage) ? usage.total_tokens : 0;
  return typeof tokens === "number" && Number.isFinite(tokens) && tokens > 0 ? Math.ceil(tokens) : 0;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
