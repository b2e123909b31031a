import { describe, expect, it } from "vitest";
import type { CallFailure, CallRequest, CallResult } from "../../../src/engine/inference/model-call.ts";
import { type AskOptions, ModelResponder } from "../../../src/engine/inference/model-responder.ts";
import type { Usage } from "../../../src/shared/models.ts";
import { personaSchema } from "../../../src/shared/persona.ts";
import { defaultSettings } from "../../../src/shared/settings.ts";
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
const prompt = { persona, question: "Hi", messages: [{ role: "user" as const, content: "Hi" }] };

type Script = (request: CallRequest) => Partial<CallFailure> | string;

/** A responder with two keys whose calls write their answer word by word, or fail, as scripted. */
function bench(script: Script) {
  const clock = new VirtualClock();
  const ring = new RingBench(clock, [keyNamed("first"), keyNamed("second")]);
  const requests: CallRequest[] = [];
  const call = async (request: CallRequest): Promise<CallResult> => {
    requests.push(request);
    const outcome = script(request);
    if (typeof outcome !== "string") {
      request.onText?.("Hel");
      return failureOf(outcome);
    }
    request.onText?.(outcome);
    return {
      ok: true,
      text: outcome,
      status: 200,
      requestId: null,
      usage: { requests: 1, characters: 2 + outcome.length, tokens: 2 },
    };
  };
  const settings = () => defaultSettings().inference;
  const responder = new ModelResponder({ clock, call, ring: ring.ring, settings, random: () => 1 });
  const ask = (options: AskOptions) => responder.respond(prompt, new AbortController().signal, options);
  return { clock, ring, requests, ask };
}

describe("a question in another guise", () => {
  it("goes to the model that it names", async () => {
    const { ask, requests } = bench(() => "Hello!");
    await ask({ model: "some/other" });
    expect(requests).toMatchObject([{ model: "some/other" }]);
  });

  it("goes to the key that it names, and to no other", async () => {
    const { ask, ring } = bench(({ secret }) => (secret === "hf_second" ? { status: 401 } : "Hello!"));
    await expect(ask({ keyId: "second" })).rejects.toMatchObject({ kind: "exhausted" });
    expect(ring.state("second")).toMatchObject({ state: "rejected" });
    expect(ring.state("first").hour.requests).toBe(0);
  });

  it("asks nobody while the key that it names rests, and tells until when", async () => {
    const { ask, ring, requests } = bench(() => "Hello!");
    ring.fail(ring.lease(), { status: 402 });
    const until = ring.state("first").until;
    await expect(ask({ keyId: "first" })).rejects.toMatchObject({ kind: "resting", until });
    expect(requests).toEqual([]);
  });

  it.each([402, 403, 429])("leaves a key ready that got %i for another model", async (status) => {
    const { ask, ring, requests } = bench(() => ({ status }));
    await expect(ask({ model: "some/other" })).rejects.toMatchObject({ kind: "exhausted" });
    expect(requests.map(({ secret }) => secret)).toEqual(["hf_first", "hf_second"]);
    expect(ring.state("first")).toMatchObject({ state: "ready", active: true });
  });

  it("finds a dead key dead whatever the model", async () => {
    const { ask, ring } = bench(() => ({ status: 401 }));
    await expect(ask({ model: "some/other" })).rejects.toMatchObject({ kind: "exhausted" });
    expect(ring.state("first").state).toBe("rejected");
  });
});

describe("one who follows an answer", () => {
  it("hears it begin anew with the next key where one breaks off, and what each has cost", async () => {
    const { ask } = bench(({ secret }) => (secret === "hf_first" ? { status: 429 } : "Hello!"));
    const heard: string[] = [];
    const costs: [string, Usage][] = [];
    await ask({ onText: (text) => heard.push(text), onCost: (keyId, usage) => costs.push([keyId, usage]) });
    expect(heard).toEqual(["", "Hel", "", "Hello!"]);
    expect(costs).toEqual([
      ["first", { requests: 1, characters: 0, tokens: 0 }],
      ["second", { requests: 1, characters: 8, tokens: 2 }],
    ]);
  });

  it("is counted as any other: the lease is settled and the ledger knows", async () => {
    const { ask, ring } = bench(() => "Hello!");
    await ask({ onText: () => undefined });
    expect(ring.state("first").hour).toEqual({ requests: 1, characters: 8, tokens: 2 });
    expect(ring.next).toBe("first");
  });
});
