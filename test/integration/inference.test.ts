import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createHuggingFaceCall } from "../../src/engine/inference/hugging-face.ts";
import type { CallRequest } from "../../src/engine/inference/model-call.ts";
import { ModelResponder } from "../../src/engine/inference/model-responder.ts";
import { judge } from "../../src/engine/inference/verdict.ts";
import { personaSchema } from "../../src/shared/persona.ts";
import { defaultSettings } from "../../src/shared/settings.ts";
import { type Behaviour, FakeInference, type FakeKey } from "../support/fake-inference.ts";
import { keyNamed, RingBench } from "../support/inference-kit.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const secret = "hf_first";
const question = "What is the secret of a good pie?";
const never = new AbortController().signal;

let service: FakeInference | null = null;
afterEach(async () => {
  await service?.close();
  service = null;
});

async function start(keys: Record<string, FakeKey>, now?: () => number): Promise<FakeInference> {
  service = await FakeInference.start({ keys, answer: () => "Butter.", ...(now ? { now } : {}) });
  return service;
}

function requestTo(url: string | null, change: Partial<CallRequest> = {}): CallRequest {
  const messages = [{ role: "user" as const, content: question }];
  const measures = { temperature: 0.5, maxTokens: 50, timeoutMs: 30_000 };
  return { secret, model: "some/model", endpointUrl: url, messages, ...measures, ...change };
}

/** One call with the real client to a service that behaves so. */
async function callWhere(behaviour: Behaviour) {
  const { url } = await start({ [secret]: { always: behaviour } });
  const clock = new VirtualClock();
  const result = await createHuggingFaceCall(fetch, clock)(requestTo(url), never);
  expect(clock.delays, "the time-out is cancelled").toEqual([]);
  return result;
}

describe("one call", () => {
  it("gives the text, what it cost and the service's id of the request", async () => {
    expect(await callWhere("answer")).toEqual({
      ok: true,
      text: "Butter.",
      status: 200,
      requestId: "req-1",
      usage: { requests: 1, characters: question.length + 7, tokens: 11 },
    });
  });

  it("gives the same where the length of the answer is announced", async () => {
    const body = JSON.stringify({ id: "x", created: 1, model: "m", choices: [{ message: { content: "Hi" } }] });
    const headers = { "content-type": "application/json", "content-length": String(body.length) };
    expect(await callWhere({ status: 200, headers, body })).toMatchObject({ ok: true, text: "Hi", requestId: "req-1" });
  });

  it("asks as the settings say, in one request that is no stream", async () => {
    await callWhere("answer");
    const messages = [{ role: "user", content: question }];
    expect(service?.requests).toMatchObject([
      { key: secret, body: { model: "some/model", messages, temperature: 0.5, max_tokens: 50 } },
    ]);
    expect(service?.requests[0]?.body.stream).toBeUndefined();
  });

  it("goes to Hugging Face's router where no endpoint is set", async () => {
    const urls: string[] = [];
    const answer = { id: "x", created: 1, model: "m", choices: [{ message: { content: "Hi" } }], usage: {} };
    const recording: typeof fetch = async (input) => {
      urls.push(String(input));
      return Response.json(answer);
    };
    const result = await createHuggingFaceCall(recording, new VirtualClock())(requestTo(null), never);
    expect(urls).toEqual(["https://router.huggingface.co/v1/chat/completions"]);
    expect(result).toMatchObject({ ok: true, text: "Hi" });
  });

  it("to the router is not made with a key that cannot be a Hugging Face token", async () => {
    const noFetch: typeof fetch = () => Promise.reject(new Error("nothing may be sent"));
    const call = createHuggingFaceCall(noFetch, new VirtualClock());
    const result = await call(requestTo(null, { secret: "sk-other" }), never);
    expect(result).toMatchObject({ ok: false, kind: "unsent", flaw: "not-a-token", usage: { requests: 0 } });
  });
});

describe("each refusal of the service", () => {
  it.each([
    ["bad-request", 400, "misconfigured", null],
    ["not-found", 404, "misconfigured", null],
    ["unprocessable", 422, "misconfigured", null],
    ["invalid-key", 401, "rejected", "rejected"],
    ["depleted", 402, "spent", "spent"],
    ["exceeded", 402, "spent", "spent"],
    ["free-monthly", 402, "spent", "spent"],
    ["no-permission", 403, "restricted", "restricted"],
    ["firewall", 403, "garbage", "cooling"],
    ["rate-limited", 429, "rate-limited", "cooling"],
    ["rate-limited-hourly", 429, "rate-limited", "cooling"],
    ["loading", 503, "loading", null],
    ["unavailable", 503, "transient", null],
    ["broken", 500, "transient", null],
    ["bad-gateway", 502, "transient", null],
    ["overloaded", 529, "transient", null],
  ] as const)("%s (%i) is judged %s", async (behaviour, status, verdict, state) => {
    const result = await callWhere(behaviour);
    if (result.ok) throw new Error("this is no refusal");
    const judgement = judge(result, { nowMs: 0, strikes: 0, hasHourlyLimit: false });
    expect(result).toMatchObject({ kind: "http", status, usage: { requests: 1, characters: 0, tokens: 0 } });
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.rest?.state ?? null).toBe(state);
    expect(service?.requests, "the client does not repeat by itself").toHaveLength(1);
  });

  it("lets neither the prompt nor the key out", async () => {
    const result = await callWhere("bad-request");
    expect(inspect(result, { depth: null, showHidden: true })).not.toMatch(/pie|hf_first|Bearer/);
  });

  it("brings the hourly text, the estimate and Retry-After to where they are judged", async () => {
    expect(await callWhere("rate-limited-hourly")).toMatchObject({ bodyText: expect.stringContaining("reset hourly") });
    await service?.close();
    expect(await callWhere("loading")).toMatchObject({ estimatedTimeMs: 20_000 });
    await service?.close();
    const waiting = { status: 429, headers: { "retry-after": "17" }, body: "" };
    expect(await callWhere(waiting)).toMatchObject({ retryAfterMs: 17_000 });
  });
});

describe("an answer that is none", () => {
  it.each([
    ["html", "not-json"],
    ["text-html-as-json", "not-json"],
    ["plain-text", "not-json"],
    ["no-body", "not-json"],
    ["null", "not-json"],
    ["no-choices", "no-choices"],
    ["empty-choices", "no-choices"],
    ["no-message", "no-choices"],
    ["error-with-200", "no-choices"],
    ["empty-content", "empty"],
    ["null-content", "empty"],
    ["cut", "cut"],
    ["huge", "oversized"],
    ["huge-unannounced", "oversized"],
  ] as const)("%s is garbage: %s", async (behaviour, flaw) => {
    expect(await callWhere(behaviour)).toMatchObject({ ok: false, kind: "garbage", status: 200, flaw });
  });

  it.each([
    ["<html></html>", "text/html", "not-json"],
    ["<html></html>", "application/json", "not-json"],
    ['{"error":"busy"}', "application/json", "no-choices"],
  ])("%s as %s is known as well where its length is announced", async (body, type, flaw) => {
    const headers = { "content-type": type, "content-length": String(body.length) };
    expect(await callWhere({ status: 200, headers, body })).toMatchObject({ kind: "garbage", status: 200, flaw });
  });

  it.each(["huge", "huge-unannounced"] as const)("of 50 MB (%s) is cut off at once", async (behaviour) => {
    await callWhere(behaviour);
    await expect.poll(() => service?.hangUps).toBe(1);
    expect(service?.bytesSent).toBeLessThan(16 * 1024 * 1024);
  });

  it("a connection that is closed without a word is a network failure", async () => {
    expect(await callWhere("reset")).toMatchObject({ ok: false, kind: "network", status: null });
  });

  it("a service that is not there is a network failure, and counts as no request", async () => {
    const { url } = await start({});
    await service?.close();
    service = null;
    const result = await createHuggingFaceCall(fetch, new VirtualClock())(requestTo(url), never);
    expect(result).toMatchObject({ ok: false, kind: "network", usage: { requests: 0 } });
  });
});

describe("a service that never answers", () => {
  it.each(["silent", "headers-only"] as const)("(%s) is given up after the time for an attempt", async (behaviour) => {
    const { url, requests } = await start({ [secret]: { always: behaviour } });
    const clock = new VirtualClock();
    const work = createHuggingFaceCall(fetch, clock)(requestTo(url, { timeoutMs: 7000 }), never);
    await expect.poll(() => requests.length).toBe(1);
    await clock.advance(6999);
    expect(clock.delays).toEqual([1]);
    await clock.advance(1);
    expect(await work).toMatchObject({ ok: false, kind: "timeout", usage: { requests: 1 } });
  });

  it("is left at once when the question is cancelled", async () => {
    const { url, requests } = await start({ [secret]: { always: "silent" } });
    const controller = new AbortController();
    const work = createHuggingFaceCall(fetch, new VirtualClock())(requestTo(url), controller.signal);
    await expect.poll(() => requests.length).toBe(1);
    controller.abort();
    expect(await work).toMatchObject({ ok: false, kind: "cancelled" });
  });
});

describe("the ring over the wire", () => {
  const persona = personaSchema.parse({
    id: "test",
    name: "Test",
    description: "A test.",
    instructions: "Talk.",
    examples: [{ question: "Hi", answer: "Hello" }],
    fallbacks: ["Hm."],
  });
  const prompt = { persona, question, messages: [{ role: "user" as const, content: question }] };

  async function startRing(keys: Record<string, FakeKey>) {
    const clock = new VirtualClock("2026-03-14T09:58:00Z");
    const { url } = await start(keys, () => clock.now());
    const bench = new RingBench(clock, [keyNamed("first"), keyNamed("second")]);
    const responder = new ModelResponder({
      clock,
      ring: bench.ring,
      call: createHuggingFaceCall(fetch, clock),
      settings: () => ({ ...defaultSettings().inference, endpointUrl: url }),
      random: () => 0,
    });
    return { bench, clock, ask: () => responder.respond(prompt, never) };
  }

  it("a burst over an hourly limit is answered whole, with one switch and no more refusals than were in flight", async () => {
    const { bench, ask } = await startRing({ hf_first: { hourlyLimit: 10 }, hf_second: {} });
    const answers = [];
    for (let round = 0; round < 12; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 5 }, ask))));
    }
    expect(answers.map(({ text }) => text)).toEqual(Array(60).fill("Butter."));
    expect(service?.count("hf_first", 429)).toBeLessThanOrEqual(5);
    expect(bench.switches).toHaveLength(1);
  });

  it("the primary answers again from the turn of the hour on", async () => {
    const { bench, clock, ask } = await startRing({ hf_first: { hourlyLimit: 1 }, hf_second: {} });
    const keys = [(await ask()).keyLabel, (await ask()).keyLabel];
    await clock.advanceTo("2026-03-14T10:00:00Z");
    keys.push((await ask()).keyLabel);
    expect(keys).toEqual(["first", "second", "first"]);
    expect(bench.switches).toHaveLength(2);
  });

  it("a bad moment of the service costs a pause, not the answer", async () => {
    const script: Behaviour[] = ["reset", "html"];
    const { clock, ask } = await startRing({ hf_first: { script }, hf_second: { always: "unavailable" } });
    const answer = await clock.run(ask(), { upToMs: 10_000 });
    const verdicts = answer.attempts.map(({ keyLabel, verdict }) => `${keyLabel}: ${verdict}`);
    expect(verdicts).toEqual([
      "first: transient",
      "first: garbage",
      "second: transient",
      "second: transient",
      "first: ok",
    ]);
    expect(answer.text).toBe("Butter.");
  });
});
