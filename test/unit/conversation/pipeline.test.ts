import { describe, expect, it } from "vitest";
import type { Memory } from "../../../src/engine/conversation/memory.ts";
import { Pipeline, type PipelineParts } from "../../../src/engine/conversation/pipeline.ts";
import { createTurnQueue } from "../../../src/engine/conversation/turn-queue.ts";
import { type Answer, AnswerError, type Responder } from "../../../src/engine/inference/responder.ts";
import type { FailureFacts } from "../../../src/engine/log/failures.ts";
import type { Attempt } from "../../../src/shared/models.ts";
import { personaSchema } from "../../../src/shared/persona.ts";
import { activeProfile, defaultSettings } from "../../../src/shared/settings.ts";
import { botUserId, incoming, recordingDelivery } from "../../support/messages.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const secret = "s3cret-of-the-endpoint";
const refused: Attempt = { keyLabel: "Spare", status: 500, verdict: "transient", ms: 1 };
const persona = personaSchema.parse({
  id: "lamp",
  name: "Lamp",
  description: "A lamp.",
  instructions: "Shine.",
  fallbacks: Array.from({ length: 20 }, (_, place) => `Glow ${place}.`),
  restingLine: "Back {time}.",
  examples: Array.from({ length: 20 }, (_, place) => ({ question: `q${place}`, answer: `a${place}` })),
});

function saying(text: string): Responder {
  const attempts: Attempt[] = [{ keyLabel: "First", status: 200, verdict: "ok", ms: 1 }];
  return { respond: async (): Promise<Answer> => ({ text, responder: "model", keyLabel: "First", attempts }) };
}

function failing(thrown: unknown): Responder {
  return { respond: () => Promise.reject(thrown) };
}

function broken(): never {
  throw new Error("the disk is gone");
}

const noMemory: Memory = { recall: () => [], conversationOf: () => null, remember: () => undefined };

/** A pipeline with everything at hand that a test wants to look at or break. */
function benchOf(change: Partial<PipelineParts> = {}, paused = new Set<string | null>()) {
  const clock = new VirtualClock();
  const settings = defaultSettings();
  const failures: FailureFacts[] = [];
  const troubles: string[] = [];
  const isPaused = (guildId: string | null) => paused.has(guildId);
  const limits = { maxConcurrent: 1, maxWaiting: 10, staleAfterMs: 60_000 };
  const parts: PipelineParts = {
    clock,
    settings: () => settings,
    persona: () => persona,
    gateContext: () => ({
      profile: activeProfile(settings),
      commandPrefix: "!",
      botUserId,
      isPaused,
      admitMember: () => true,
      admitRefusal: () => true,
    }),
    commands: {
      pause: (guildId) => void paused.add(guildId),
      resume: (guildId) => void paused.delete(guildId),
      isPaused,
      requestReboot: () => 0,
      status: broken,
      keys: () => [],
      now: () => 0,
    },
    queue: createTurnQueue(clock, () => limits),
    memory: noMemory,
    model: saying("Hello!"),
    understudy: {
      respond: async () => ({ text: "Glow.", responder: "understudy", keyLabel: null, attempts: [] }),
    },
    redact: (text) => text.replaceAll(secret, "[secret removed]"),
    recordFailure: (facts) => failures.push(facts),
    onEnd: () => undefined,
    onTrouble: (sentence) => troubles.push(sentence),
    ...change,
  };
  return { pipeline: new Pipeline(parts), delivery: recordingDelivery(), settings, failures, troubles, paused };
}

describe("an answer", () => {
  it("goes out in five parts at the most, whatever the service sends", async () => {
    const { pipeline, delivery } = benchOf({ model: saying("many words ".repeat(100_000)) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn.outcome).toBe("answered");
    expect(delivery.replies).toHaveLength(5);
    expect(delivery.replies.at(-1)).toMatch(/…$/);
    expect(turn.response.length).toBeLessThanOrEqual(50_000);
  });

  it("holds no secret, though the service echoes one", async () => {
    const { pipeline, delivery } = benchOf({ model: saying(`You sent ${secret.replace("-", "<|x|>-")}.`) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn.response).toBe("You sent [secret removed].");
    expect(delivery.replies).toEqual([turn.response]);
  });

  it("that is nothing but thoughts is recorded where it was found out", async () => {
    const { pipeline, delivery, failures } = benchOf({ model: saying("<think>hm</think>") });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "understudied", keyLabel: null });
    expect(failures).toMatchObject([{ stage: "clean", cause: "clean/empty", keyLabel: "First" }]);
  });

  it("of the understudy is not put down to the key that failed before", async () => {
    const error = new AnswerError("exhausted", "No key answered.", "Wait.", [refused]);
    const { pipeline, delivery, failures } = benchOf({ model: failing(error) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "understudied", keyLabel: null, attempts: [refused] });
    expect(failures).toMatchObject([{ stage: "respond", keyLabel: "Spare" }]);
  });

  it("that says when the bot is back is put down to no key either", async () => {
    const error = new AnswerError("resting", "Every key rests.", "Wait.", [refused], 60_000);
    const { pipeline, delivery, settings } = benchOf({ model: failing(error) });
    settings.inference.whenResting = "announce";
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "resting", response: "Back <t:60:R>.", keyLabel: null });
  });
});

describe("a moderator's pause", () => {
  it("ends what waits in the queue, and what is still being answered", async () => {
    const first = Promise.withResolvers<Answer>();
    const asked = Promise.withResolvers<void>();
    const respond = () => {
      asked.resolve();
      return first.promise;
    };
    const { pipeline, delivery, paused } = benchOf({ model: { respond } });
    const atWork = pipeline.handle(incoming(), delivery);
    const waiting = pipeline.handle(incoming(), delivery);
    await asked.promise;
    paused.add(incoming().guildId);
    first.resolve({ text: "Too late", responder: "model", keyLabel: "First", attempts: [] });
    expect(await atWork).toMatchObject({ outcome: "paused", replyIds: [] });
    expect(await waiting).toMatchObject({ outcome: "paused", response: "" });
    expect(delivery.replies).toEqual([]);
  });
});

describe("a command", () => {
  it("is answered with the owner's own prefix", async () => {
    const { pipeline, delivery } = benchOf();
    const authorIsModerator = () => true;
    await pipeline.handle(incoming({ content: "!stop", authorIsModerator }), delivery);
    await pipeline.handle(incoming({ content: "!stop", authorIsModerator }), delivery);
    expect(delivery.replies).toEqual([
      "Paused in this server. `!start` wakes me.",
      "I am paused in this server already. `!start` wakes me.",
    ]);
  });

  it("that meets an error of Quipdeck's own leaves no moderator without a word", async () => {
    const { pipeline, delivery } = benchOf();
    const turn = await pipeline.handle(incoming({ content: "!status", authorIsModerator: () => true }), delivery);
    expect(turn.outcome).toBe("failed");
    expect(delivery.replies).toEqual([expect.stringContaining("Sorry")]);
  });
});

describe("an error of Quipdeck's own", () => {
  it("before the reply lets the member hear one short sentence", async () => {
    const { pipeline, delivery, failures } = benchOf({ memory: { ...noMemory, recall: broken } });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "failed", failureId: 1, replyIds: ["sent-1"] });
    expect(delivery.replies).toEqual(["Sorry, I could not answer that one. My owner has been told."]);
    expect(turn.response).toBe(delivery.replies[0]);
    expect(failures).toMatchObject([{ stage: "context", cause: "context/Error", response: "" }]);
  });

  it("stays the one that the log names when the apology fails as well", async () => {
    const { pipeline, delivery, failures } = benchOf({ understudy: failing(new Error("no lines")), model: failing(1) });
    delivery.reply = () => Promise.reject(new Error("refused"));
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "failed", failureId: 1, replyIds: [] });
    expect(failures.map(({ stage }) => stage)).toEqual(["respond", "reply"]);
  });

  it("in the reply itself is not followed by another try", async () => {
    const { pipeline, delivery, failures } = benchOf();
    let tries = 0;
    delivery.reply = () => {
      tries += 1;
      return Promise.reject(new Error("refused"));
    };
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "failed", response: "Hello!" });
    expect([tries, failures.length]).toEqual([1, 1]);
  });

  it("at the gate is nobody's business but the owner's: the message may not have been for the bot", async () => {
    const { pipeline, delivery, failures } = benchOf({ gateContext: broken });
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "failed" });
    expect(delivery.replies).toEqual([]);
    expect(failures).toMatchObject([{ stage: "gate" }]);
  });

  it("while keeping the records rejects nothing, and the owner hears of it", async () => {
    const { pipeline, delivery, troubles } = benchOf({
      recordFailure: broken,
      onEnd: broken,
      model: failing(new TypeError("odd")),
    });
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "failed", failureId: null });
    expect(delivery.replies).toHaveLength(1);
    expect(troubles).toEqual([expect.stringContaining("(Error)"), expect.stringContaining("(Error)")]);
    expect(troubles.join()).not.toContain("disk");
  });
});

describe("a closed pipeline", () => {
  it("takes no message any more", async () => {
    const { pipeline, delivery } = benchOf();
    pipeline.close();
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "stopped" });
    expect(delivery.replies).toEqual([]);
  });
});
