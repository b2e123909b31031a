import { describe, expect, it } from "vitest";
import type { PipelineParts } from "../../../src/engine/conversation/pipeline.ts";
import type { EndedTurn, SentPart } from "../../../src/engine/conversation/turn.ts";
import { type Answer, AnswerError } from "../../../src/engine/inference/responder.ts";
import { incoming } from "../../support/messages.ts";
import { noMemory, openPipeline, refused } from "../../support/pipeline-kit.ts";

const ann = incoming().authorId;
const answer: Answer = { text: "Hello!", responder: "model", keyLabel: "First", attempts: [] };

/** A pipeline whose first question is being answered until the test says how that ends. */
function benchOf(change: Partial<PipelineParts> = {}) {
  const first = Promise.withResolvers<Answer>();
  const asked = Promise.withResolvers<void>();
  const remembered: string[] = [];
  const respond = () => {
    asked.resolve();
    return first.promise;
  };
  const memory = { ...noMemory, remember: ({ sanitized }: { sanitized: string }) => void remembered.push(sanitized) };
  const kit = openPipeline({ model: { respond }, memory, ...change });
  return { ...kit, first, isAsked: asked.promise, remembered };
}

describe("a member who is forgotten while their question is answered", () => {
  it("gets no answer, and nothing of theirs is remembered or told on", async () => {
    const { pipeline, delivery, first, isAsked, remembered } = benchOf();
    const atWork = pipeline.handle(incoming({ content: "my name is Rumpelstiltskin" }), delivery);
    const waiting = pipeline.handle(incoming({ channelId: "300000000000000002" }), delivery);
    await isAsked;
    pipeline.forget(ann);
    first.resolve(answer);
    for (const turn of await Promise.all([atWork, waiting])) {
      expect(turn).toMatchObject({ outcome: "forgotten", isForgotten: true, prompt: [], replyIds: [] });
    }
    expect([delivery.replies, remembered]).toEqual([[], []]);
  });

  it("gets none after a reboot either: a question that only was stopped would be caught up with", async () => {
    const { pipeline, delivery, first, isAsked } = benchOf();
    const atWork = pipeline.handle(incoming({ content: "my name is Rumpelstiltskin" }), delivery);
    const waiting = pipeline.handle(incoming({ channelId: "300000000000000002" }), delivery);
    await isAsked;
    pipeline.forget(ann);
    pipeline.stop();
    first.reject(new Error("called off"));
    expect((await Promise.all([atWork, waiting])).map(({ outcome }) => outcome)).toEqual(["forgotten", "forgotten"]);
  });

  it("leaves a failure without their name and words", async () => {
    const { pipeline, delivery, first, isAsked, failures } = benchOf();
    const atWork = pipeline.handle(incoming({ content: "my name is Rumpelstiltskin" }), delivery);
    await isAsked;
    pipeline.forget(ann);
    first.reject(new AnswerError("exhausted", "No key answered.", "Wait.", [refused]));
    expect(await atWork).toMatchObject({ outcome: "forgotten" });
    expect(failures).toMatchObject([
      { authorId: null, author: null, content: "", cause: "respond/exhausted/transient" },
    ]);
  });

  it("has an answer that is on its way out sent, and not kept", async () => {
    const { pipeline, delivery, first, remembered } = benchOf();
    const [sent, sending] = [Promise.withResolvers<SentPart>(), Promise.withResolvers<void>()];
    delivery.reply = () => {
      sending.resolve();
      return sent.promise;
    };
    const atWork = pipeline.handle(incoming(), delivery);
    first.resolve(answer);
    await sending.promise;
    pipeline.forget(ann);
    sent.resolve({ messageId: "sent-1", channelId: "300000000000000001" });
    expect(await atWork).toMatchObject({ outcome: "answered", isForgotten: true, prompt: [] });
    expect(remembered).toEqual([]);
  });

  it("is not kept in whichever moment before the end that comes", async () => {
    for (let ticks = 0; ticks < 40; ticks += 1) {
      let isForgotten = false;
      const kept: [isForgotten: boolean, asKept: boolean][] = [];
      const { pipeline, delivery } = openPipeline({ onEnd: (turn) => kept.push([isForgotten, turn.isForgotten]) });
      const ended = pipeline.handle(incoming(), delivery);
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      pipeline.forget(ann);
      isForgotten = true;
      await ended;
      expect(kept[0]?.[1], `after ${ticks} ticks`).toBe(kept[0]?.[0]);
    }
  });

  it("leaves others' questions alone, but for what they were sent with", async () => {
    const { pipeline, delivery, first, isAsked, remembered } = benchOf();
    const others = pipeline.handle(incoming({ authorId: "another", content: "and me?" }), delivery);
    await isAsked;
    pipeline.forget(ann);
    first.resolve(answer);
    expect(await others).toMatchObject({ outcome: "answered", isForgotten: false, prompt: [] });
    expect(remembered).toEqual(["and me?"]);
  });

  it("may go on talking: the next line takes in nothing of before", async () => {
    const { pipeline, delivery, first, isAsked } = benchOf();
    const before = pipeline.handle(incoming({ content: "my name is Rumpelstiltskin" }), delivery);
    await isAsked;
    pipeline.forget(ann);
    const after = pipeline.handle(incoming({ content: "hello" }), delivery);
    first.resolve(answer);
    expect((await before).outcome).toBe("forgotten");
    expect(await after).toMatchObject({ outcome: "answered", sanitized: "hello", isForgotten: false });
  });
});

describe("the command to be forgotten", () => {
  it("is no question: its own answer comes, and its end is kept without a name", async () => {
    const ended: EndedTurn[] = [];
    const kit = openPipeline({ onEnd: (turn) => ended.push(turn) });
    const { pipeline, delivery } = kit;
    kit.commands.forget = (authorId) => {
      pipeline.forget(authorId);
      return { messages: 1, failures: 0, exchanges: 0 };
    };
    await pipeline.handle(incoming({ content: "!forget" }), delivery);
    expect(delivery.replies).toEqual([expect.stringContaining("Deleted of you: 1 message,")]);
    expect(ended).toMatchObject([{ outcome: "command", command: "forget", isForgotten: true }]);
  });

  it("that fails is answered with a sentence, though the member has opted out with it", async () => {
    const kit = openPipeline();
    const { pipeline, delivery, optedOut } = kit;
    kit.commands.optOut = (authorId) => {
      optedOut.add(authorId);
      throw new Error("the disk is gone");
    };
    expect(await pipeline.handle(incoming({ content: "!optout" }), delivery)).toMatchObject({ outcome: "failed" });
    expect(delivery.replies).toEqual([expect.stringContaining("Sorry")]);
  });
});
