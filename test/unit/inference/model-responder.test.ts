import { describe, expect, it } from "vitest";
import type { CallFailure, CallRequest, CallResult } from "../../../src/engine/inference/model-call.ts";
import { ModelResponder } from "../../../src/engine/inference/model-responder.ts";
import { AnswerError, type Prompt } from "../../../src/engine/inference/responder.ts";
import { personaSchema } from "../../../src/shared/persona.ts";
import { defaultSettings, type InferenceSettings, type Limit } from "../../../src/shared/settings.ts";
import { failureOf, keyNamed, RingBench } from "../../support/inference-kit.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const persona = personaSchema.parse({
  id: "test",
  name: "Test",
  description: "A test.",
  instructions: "Talk.",
  examples: [{ question: "Hi", answer: "Hello" }],
  fallbacks: ["Hm."],
});
const prompt: Prompt = { persona, question: "Hi", messages: [{ role: "user", content: "Hi" }] };
const hourly = { status: 429, bodyText: "reset hourly" };

type Script = (request: CallRequest, nth: number) => Partial<CallFailure> | string;

interface Options {
  keys?: string[];
  limits?: Limit[];
  script: Script;
  settings?: Partial<InferenceSettings>;
}

/** A responder whose calls answer at once, as scripted: a text, or what is wrong. */
function bench({ keys = ["first", "second"], limits = [], script, settings = {} }: Options) {
  const clock = new VirtualClock();
  const ring = new RingBench(
    clock,
    keys.map((name) => keyNamed(name, { limits })),
  );
  const requests: CallRequest[] = [];
  const call = async (request: CallRequest): Promise<CallResult> => {
    requests.push(request);
    const outcome = script(request, requests.length);
    if (typeof outcome !== "string") return failureOf(outcome);
    const usage = { requests: 1, characters: 2 + outcome.length, tokens: 1 };
    return { ok: true, text: outcome, status: 200, requestId: "req-1", usage };
  };
  const responder = new ModelResponder({
    clock,
    call,
    ring: ring.ring,
    settings: () => ({ ...defaultSettings().inference, ...settings }),
    random: () => 1,
  });
  const ask = (signal = new AbortController().signal) => responder.respond(prompt, signal);
  const test = (keyId: string, signal = new AbortController().signal) => responder.test(keyId, signal);
  const asked = () => requests.map(({ secret }) => secret.replace("hf_", ""));
  return { clock, ring, requests, responder, ask, test, asked };
}

async function errorOf(work: Promise<unknown>): Promise<AnswerError> {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof AnswerError)) throw new Error(`no AnswerError: ${String(thrown)}`);
  return thrown;
}

/** Runs back-offs and short waits, but no rest of a key. */
const soon = { upToMs: 20_000 };

describe("an answer", () => {
  it("tells which key gave it, and each attempt on the way", async () => {
    const { ask } = bench({ script: ({ secret }) => (secret === "hf_first" ? hourly : "Hello!") });
    expect(await ask()).toEqual({
      text: "Hello!",
      responder: "model",
      keyLabel: "second",
      attempts: [
        { keyLabel: "first", status: 429, verdict: "rate-limited", ms: 0 },
        { keyLabel: "second", status: 200, verdict: "ok", ms: 0, requestId: "req-1" },
      ],
    });
  });

  it("is asked for with the owner's model, endpoint and measures", async () => {
    const settings = { model: "m", endpointUrl: "http://localhost/v1", temperature: 0.1, maxAnswerTokens: 77 };
    const { ask, requests } = bench({ script: () => "Hello!", settings });
    await ask();
    const { maxAnswerTokens: maxTokens, ...rest } = settings;
    expect(requests[0]).toEqual({
      secret: "hf_first",
      messages: prompt.messages,
      timeoutMs: 30_000,
      maxTokens,
      ...rest,
    });
  });

  it("is counted with its key, refusals as requests without characters", async () => {
    const { ask, ring } = bench({ script: ({ secret }) => (secret === "hf_first" ? hourly : "Hello!") });
    await ask();
    expect(ring.state("first").hour).toEqual({ requests: 1, characters: 0, tokens: 0 });
    expect(ring.state("second").hour).toEqual({ requests: 1, characters: 8, tokens: 1 });
  });
});

describe("when a key fails", () => {
  it("for good, the next one is asked at once, and the failed one no more", async () => {
    const { ask, asked } = bench({ script: ({ secret }) => (secret === "hf_first" ? { status: 401 } : "Hello!") });
    await ask();
    await ask();
    expect(asked()).toEqual(["first", "second", "second"]);
  });

  it("in passing, it is asked again after a back-off, then the next one is", async () => {
    const { ask, asked, clock } = bench({
      script: ({ secret }) => (secret === "hf_first" ? { status: 500 } : "Hello!"),
    });
    const answer = await clock.run(ask(), soon);
    expect(asked()).toEqual(["first", "first", "second"]);
    expect(answer.keyLabel).toBe("second");
    expect(clock.monotonic()).toBe(500);
  });

  it("by silence, the next one is asked at once", async () => {
    const { ask, asked } = bench({ script: ({ secret }) => (secret === "hf_first" ? { kind: "timeout" } : "Hello!") });
    await ask();
    expect(asked()).toEqual(["first", "second"]);
  });

  it("in passing and is the only one, it is asked with growing pauses until the attempts are used up", async () => {
    const { ask, asked, clock } = bench({ keys: ["only"], script: () => ({ status: 500 }) });
    const error = await clock.run(errorOf(ask()), soon);
    expect(error).toMatchObject({ kind: "exhausted", message: "The inference service has trouble of its own." });
    expect(asked()).toHaveLength(6);
    expect(error.attempts).toHaveLength(6);
    expect(clock.monotonic()).toBe(500 + 1000 + 2000 + 4000 + 8000);
  });

  it("because its model loads, the same key is asked after the model's own estimate", async () => {
    const loading = { status: 503, estimatedTimeMs: 12_000 };
    const { ask, asked, clock } = bench({ script: (_request, nth) => (nth === 1 ? loading : "Hello!") });
    await clock.run(ask(), soon);
    expect(asked()).toEqual(["first", "first"]);
    expect(clock.monotonic()).toBe(12_000);
  });

  it("because the request is wrong, no other key is asked", async () => {
    const { ask, asked } = bench({ script: () => ({ status: 404 }) });
    const error = await errorOf(ask());
    expect(error.kind).toBe("misconfigured");
    expect(error.mend).toContain("Settings");
    expect(asked()).toEqual(["first"]);
  });
});

describe("when no key can answer", () => {
  it("says that there is none", async () => {
    expect(await errorOf(bench({ keys: [], script: () => "" }).ask())).toMatchObject({ kind: "no-keys", attempts: [] });
  });

  it("says that the owner's limits are smaller than one question, and what mends it", async () => {
    const limits: Limit[] = [{ window: "month", unit: "characters", amount: 200 }];
    const { ask, ring } = bench({ limits, script: () => "Hello!" });
    expect(await errorOf(ask())).toMatchObject({
      kind: "misconfigured",
      message: 'One question with its answer takes about 402 characters, but "first" may use 200 characters a month.',
      mend: "Raise that limit under Keys, or shorten the persona, the memory or the longest answer.",
    });
    expect(ring.state("first").state).toBe("ready");
  });

  it("says when the first is back", async () => {
    const { ask } = bench({ script: () => hourly });
    const error = await errorOf(ask());
    expect(error).toMatchObject({ kind: "resting", until: Date.parse("2026-03-14T10:00:00Z") });
    expect(error.attempts).toHaveLength(2);
    expect((await errorOf(ask())).attempts).toHaveLength(0);
  });

  it("waits where that takes a moment only", async () => {
    const short = { status: 429, retryAfterMs: 2000 };
    const { ask, clock } = bench({ keys: ["only"], script: (_request, nth) => (nth === 1 ? short : "Hello!") });
    expect((await clock.run(ask(), soon)).text).toBe("Hello!");
    expect(clock.monotonic()).toBeGreaterThanOrEqual(2000);
  });

  it("reports the question that found the last key dead as a failure, and rests after it", async () => {
    const { ask } = bench({ keys: ["only"], script: () => ({ status: 401 }) });
    expect((await errorOf(ask())).kind).toBe("exhausted");
    expect(await errorOf(ask())).toMatchObject({ kind: "resting", until: null });
  });
});

describe("bounds", () => {
  it("no attempt begins after the deadline, nor is a wait begun that would end there", async () => {
    const loading = { status: 503, estimatedTimeMs: 25_000 };
    const { ask, clock, asked } = bench({ script: () => loading });
    const error = await clock.run(errorOf(ask()), { upToMs: 30_000 });
    expect(error.kind).toBe("deadline");
    expect(error.message).toBe("No answer came within 60 seconds. The model is being loaded by the service.");
    expect(asked()).toHaveLength(3);
  });

  it("an attempt gets no more time than the deadline leaves", async () => {
    const { ask, requests } = bench({ script: () => "Hello!", settings: { deadlineMs: 5000 } });
    await ask();
    expect(requests[0]?.timeoutMs).toBe(5000);
  });

  it("attempts are bounded, however many keys there are", async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
    const { ask, asked } = bench({ keys, script: () => ({ status: 401 }), settings: { maxAttempts: 4 } });
    expect((await errorOf(ask())).kind).toBe("exhausted");
    expect(asked()).toHaveLength(4);
  });
});

describe("a cancelled question", () => {
  it("stops amid a back-off, with the reason it was cancelled for", async () => {
    const { ask, clock, asked } = bench({ script: () => ({ status: 500 }) });
    const controller = new AbortController();
    const work = ask(controller.signal);
    await clock.advance(100);
    controller.abort(new Error("stopped by the owner"));
    await expect(work).rejects.toThrow("stopped by the owner");
    await clock.advance(60_000);
    expect(asked()).toHaveLength(1);
  });

  it("amid a call leaves the key as it was", async () => {
    const controller = new AbortController();
    const { ask, ring } = bench({
      script: () => {
        controller.abort(new Error("stopped"));
        return { kind: "cancelled" };
      },
    });
    await expect(ask(controller.signal)).rejects.toThrow("stopped");
    expect(ring.state("first").state).toBe("ready");
  });

  it("before it began asks nobody", async () => {
    const { ask, asked } = bench({ script: () => "" });
    await expect(ask(AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
    expect(asked()).toEqual([]);
  });
});

describe("a burst", () => {
  it("of sixty questions during which the primary dies is answered whole, with one switch", async () => {
    const { ask, asked, ring } = bench({
      script: ({ secret }, nth) => (secret === "hf_first" && nth > 20 ? hourly : "Hi!"),
    });
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask()));
    expect(answers.map(({ text }) => text)).toEqual(Array(60).fill("Hi!"));
    expect(ring.switches).toHaveLength(1);
    expect(asked()).toHaveLength(100);
  });
});

describe("the test of a key", () => {
  it("asks for one token with this key, and tells that it works", async () => {
    const { test, requests } = bench({ script: () => "H" });
    const found = await test("second");
    expect(found).toMatchObject({ ok: true, status: 200 });
    expect(requests).toMatchObject([{ secret: "hf_second", maxTokens: 1 }]);
  });

  it("takes an empty answer in the right form for a pass", async () => {
    const { test } = bench({ script: () => ({ kind: "garbage", flaw: "empty", status: 200 }) });
    expect(await test("first")).toMatchObject({ ok: true });
  });

  it.each([401, 402, 403, 429])("brings back a key that got %i before", async (status) => {
    const { ask, test, ring } = bench({ script: (_request, nth) => (nth === 1 ? { status } : "Hello!") });
    await ask();
    expect(ring.state("first").state).not.toBe("ready");
    await test("first");
    expect(ring.state("first")).toMatchObject({ state: "ready", active: true });
  });

  it("names the mend where the key does not work, and keeps the key from answering", async () => {
    const { test, ring } = bench({ script: () => ({ status: 403, bodyText: "of user secret-account" }) });
    const found = await test("first");
    expect(found).toMatchObject({ ok: false, status: 403 });
    expect(found.text).toContain("Make calls to Inference Providers");
    expect(found.text).not.toContain("secret-account");
    expect(ring.state("first")).toMatchObject({ state: "restricted", active: false });
  });

  it("does not prolong the rest of a key that still rests", async () => {
    const { ask, clock, test, ring } = bench({
      script: ({ secret }) => (secret === "hf_first" ? { status: 429 } : "Hi"),
    });
    await ask();
    const { until } = ring.state("first");
    await clock.advance(30_000);
    expect(await test("first")).toMatchObject({ ok: false, status: 429 });
    expect(ring.state("first").until).toBe(until);
  });

  it("of a key that is gone says so", async () => {
    expect(await bench({ script: () => "" }).test("third")).toMatchObject({ ok: false, status: null });
  });

  it("that is called off says nothing of the key, which keeps its state", async () => {
    const panel = new AbortController();
    const script: Script = () => {
      panel.abort(new Error("called off"));
      return { kind: "cancelled", status: null };
    };
    const { test, ring } = bench({ script });
    await expect(test("first", panel.signal)).rejects.toThrow("called off");
    expect(ring.state("first")).toMatchObject({ state: "ready", active: true });
  });
});
