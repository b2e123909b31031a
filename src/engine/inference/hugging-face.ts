import { chatCompletion, chatCompletionStream } from "@huggingface/inference";
import { isRecord } from "../../shared/is-record.ts";
import type { Clock } from "../ports.ts";
import { bodyFlawOf, type CallTrace, resultOf, resultOfThrown } from "./call-result.ts";
import type { CallRequest, ModelCall } from "./model-call.ts";
import { ResponseWitness } from "./response-witness.ts";

/** What a stream has brought so far; `text` is null until an event holds a choice. */
interface StreamedAnswer {
  text: string | null;
  isFinished: boolean;
  usage: unknown;
}

/**
 * The call to Hugging Face's router or to any OpenAI-compatible base. What the client throws is dropped here and
 * judged by what came over the wire instead: its errors carry the prompt and the provider's own text.
 */
export function createHuggingFaceCall(fetch: typeof globalThis.fetch, clock: Clock): ModelCall {
  return async (request, signal) => {
    const witness = new ResponseWitness(fetch, request.onText !== undefined);
    const trace: CallTrace = { request, witness, clock, streamed: request.onText ? "" : null };
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
      const complete = request.onText ? completeAsStream : completeAtOnce;
      return resultOf(await complete(trace, controller.signal), trace);
    } catch (thrown) {
      const bodyFlaw = witness.flaw ?? bodyFlawOf(thrown);
      return resultOfThrown({ cancelled: signal.aborted, bodyFlaw, ...end }, trace);
    } finally {
      // A stream that was left at its last event, or before, may still be open.
      if (request.onText) cancel();
      cancelTimer();
      signal.removeEventListener("abort", cancel);
    }
  };
}

function completeAtOnce({ request, witness }: CallTrace, signal: AbortSignal): Promise<unknown> {
  return chatCompletion(argumentsOf(request), optionsOf(witness, signal));
}

/** A chat completion put together from its stream. Rejects where that breaks off, with what had come in the trace. */
async function completeAsStream(trace: CallTrace, signal: AbortSignal): Promise<unknown> {
  const { request, witness } = trace;
  const whole: StreamedAnswer = { text: null, isFinished: false, usage: null };
  try {
    for await (const chunk of chatCompletionStream(argumentsOf(request), optionsOf(witness, signal))) {
      take(chunk, whole);
      if (whole.text === null || whole.text === trace.streamed) continue;
      trace.streamed = whole.text;
      request.onText?.(whole.text);
    }
  } catch (thrown) {
    // A server that knows no streams answers as if none had been asked for.
    if (witness.plainBody === null) throw thrown;
    return JSON.parse(witness.plainBody);
  }
  if (whole.text === null) return {};
  if (!whole.isFinished && !witness.sawLastEvent) witness.flaw = "cut";
  if (witness.flaw !== null) throw new Error(`the stream is ${witness.flaw}`);
  return { choices: [{ message: { content: whole.text } }], usage: whole.usage };
}

/** Adds what an event holds; services leave out whatever they like of it. */
function take(chunk: unknown, whole: StreamedAnswer): void {
  if (!isRecord(chunk)) return;
  if (isRecord(chunk.usage)) whole.usage = chunk.usage;
  const choice: unknown = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
  if (!isRecord(choice)) return;
  const content = isRecord(choice.delta) ? choice.delta.content : null;
  whole.text = (whole.text ?? "") + (typeof content === "string" ? content : "");
  if (typeof choice.finish_reason === "string") whole.isFinished = true;
}

function argumentsOf(request: CallRequest) {
  return {
    accessToken: request.secret,
    ...(request.endpointUrl === null ? {} : { endpointUrl: request.endpointUrl }),
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    temperature: request.temperature,
    max_tokens: request.maxTokens,
  };
}

function optionsOf({ fetch }: ResponseWitness, signal: AbortSignal) {
  // By default the client repeats a 503 at once and without bound.
  return { retry_on_error: false, fetch, signal };
}
