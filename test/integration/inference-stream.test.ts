import { afterEach, describe, expect, it } from "vitest";
import { createHuggingFaceCall } from "../../src/engine/inference/hugging-face.ts";
import type { CallRequest } from "../../src/engine/inference/model-call.ts";
import { type Behaviour, FakeInference } from "../support/fake-inference.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const secret = "hf_first";
const question = "What is the secret of a good pie?";
const never = new AbortController().signal;

let service: FakeInference | null = null;
afterEach(async () => {
  await service?.close();
  service = null;
});

/** One streamed call with the real client to a service that behaves so, and each text that was heard. */
async function streamWhere(behaviour: Behaviour, change: Partial<CallRequest> = {}) {
  service = await FakeInference.start({ keys: { [secret]: { always: behaviour } }, answer: () => "Butter, and time." });
  const heard: string[] = [];
  const request: CallRequest = {
    ...{ secret, model: "some/model", endpointUrl: service.url, temperature: 0.5, maxTokens: 50, timeoutMs: 30_000 },
    messages: [{ role: "user", content: question }],
    onText: (text) => heard.push(text),
    ...change,
  };
  const clock = new VirtualClock();
  const result = await createHuggingFaceCall(fetch, clock)(request, never);
  expect(clock.delays, "the time-out is cancelled").toEqual([]);
  return { result, heard };
}

/** A 200 answer of these server-sent events. */
function events(...data: (object | string)[]): Behaviour {
  const body = data.map((one) => `data: ${typeof one === "string" ? one : JSON.stringify(one)}\n\n`).join("");
  return { status: 200, headers: { "content-type": "text/event-stream; charset=utf-8" }, body };
}

const word = (content: string, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});

describe("a streamed answer", () => {
  it("is heard as it is written, and is the same as one that comes at once", async () => {
    const { result, heard } = await streamWhere("answer");
    expect(heard).toEqual(["Butter, ", "Butter, and ", "Butter, and time."]);
    expect(result).toMatchObject({ ok: true, text: "Butter, and time.", status: 200, requestId: "req-1" });
    expect(service?.requests[0]?.body).toMatchObject({ stream: true, max_tokens: 50 });
    expect(service?.requests[0]?.body, "some services refuse what they do not know").not.toHaveProperty(
      "stream_options",
    );
  });

  it("counts the tokens that the service tells, else one for four characters", async () => {
    const usage = { choices: [], usage: { prompt_tokens: 8, completion_tokens: 1, total_tokens: 9 } };
    const told = await streamWhere(events(word("Butter.", "stop"), usage, "[DONE]"));
    expect(told.result.usage).toEqual({ requests: 1, characters: question.length + 7, tokens: 9 });
    await service?.close();
    const untold = await streamWhere(events(word("Butter.", "stop"), "[DONE]"));
    expect(untold.result.usage).toEqual({ requests: 1, characters: question.length + 7, tokens: 10 });
  });

  it("is whole without a reason for its end where the last event is there, and the other way round", async () => {
    expect((await streamWhere(events(word("Butter."), "[DONE]"))).result).toMatchObject({ ok: true });
    await service?.close();
    expect((await streamWhere(events(word("Butter.", "length")))).result).toMatchObject({ ok: true });
  });

  it("is taken as it comes from a server that knows no streams", async () => {
    const body = JSON.stringify({ choices: [{ message: { content: "Butter." } }], usage: { total_tokens: 9 } });
    const { result, heard } = await streamWhere({ status: 200, headers: { "content-type": "application/json" }, body });
    expect(result).toMatchObject({ ok: true, text: "Butter.", usage: { tokens: 9 } });
    expect(heard).toEqual([]);
  });
});

describe("a stream that goes wrong", () => {
  const error = { error: { message: "upstream of secret-account failed", code: 429 } };

  it("with an error in it is garbage though it began with 200, and counts as far as it came", async () => {
    const { result } = await streamWhere(events(word("Butter, "), error));
    expect(result).toMatchObject({ ok: false, kind: "garbage", flaw: "cut", status: 200 });
    expect(result.usage).toEqual({ requests: 1, characters: question.length + 8, tokens: 11 });
    expect(JSON.stringify(result)).not.toContain("secret-account");
  });

  it.each([
    ["an error alone", events(error), "no-choices"],
    ["nothing but its last event", events("[DONE]"), "no-choices"],
    ["no words", events(word(" ", "stop"), "[DONE]"), "empty"],
    ["half a sentence and no end", events(word("Butter, ")), "cut"],
    ["what is no JSON", events(word("Butter, "), "<html>"), "not-json"],
    ["a web page in its place", "html", "not-json"],
    ["an error object in its place", "error-with-200", "no-choices"],
    ["50 MB in its place", "huge", "oversized"],
    ["a connection that breaks", "cut", "cut"],
  ] satisfies [string, Behaviour, string][])("holding %s is garbage", async (_case, behaviour, flaw) => {
    expect((await streamWhere(behaviour)).result).toMatchObject({ ok: false, kind: "garbage", flaw });
  });

  it.each([
    ["rate-limited", 429],
    ["unavailable", 503],
    ["bad-request", 400],
  ] as const)("with the refusal %s is judged by its status %i, and asked for once", async (behaviour, status) => {
    expect((await streamWhere(behaviour)).result).toMatchObject({ ok: false, kind: "http", status });
    expect(service?.requests).toHaveLength(1);
  });

  it("of more than eight mebibytes is left", async () => {
    const flood = events(...Array.from({ length: 9 }, () => word("x".repeat(1024 * 1024))));
    expect((await streamWhere(flood)).result).toMatchObject({ ok: false, kind: "garbage", flaw: "oversized" });
  });
});

describe("a stream that is cancelled", () => {
  it("ends at once, counted with what had come", async () => {
    const cancelling = new AbortController();
    const left = Promise.withResolvers<void>();
    // A service that says two words and then thinks.
    const thinking: typeof fetch = async (_input, init) => {
      init?.signal?.addEventListener("abort", () => left.resolve());
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(word("Well, first"))}\n\n`));
          init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    };
    const request = { secret, model: "some/model", endpointUrl: null, temperature: 0.5, maxTokens: 50 };
    const messages = [{ role: "user" as const, content: question }];
    const call = createHuggingFaceCall(thinking, new VirtualClock());
    const onText = () => cancelling.abort();
    const result = await call({ ...request, messages, timeoutMs: 30_000, onText }, cancelling.signal);
    expect(result).toMatchObject({ ok: false, kind: "cancelled", usage: { requests: 1, characters: 44, tokens: 11 } });
    await left.promise;
  });
});
