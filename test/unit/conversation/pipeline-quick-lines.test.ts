import { describe, expect, it } from "vitest";
import type { EndedTurn, SentPart } from "../../../src/engine/conversation/turn.ts";
import type { Responder } from "../../../src/engine/inference/responder.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { gateOf, openPipeline } from "../../support/pipeline-kit.ts";

describe("quick lines of one member", () => {
  /** A model that answers when it is told to, with what it was asked. */
  function patientModel() {
    const asked: string[] = [];
    const goOn = Promise.withResolvers<void>();
    const respond: Responder["respond"] = async ({ question }, signal) => {
      asked.push(question);
      const givenUp = new Promise<never>((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason as Error)),
      );
      await Promise.race([goOn.promise, givenUp]);
      return { text: `You said: ${question}`, responder: "model", keyLabel: "First", attempts: [] };
    };
    return { model: { respond }, asked, goOn: () => goOn.resolve() };
  }

  it("are one question, answered once under the last, though the first was being answered already", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery, clock } = openPipeline({ model });
    const lines: Promise<EndedTurn>[] = [];
    for (const content of ["hello", "are you there?", "I have a question"]) {
      lines.push(pipeline.handle(incoming({ content }), delivery));
      await clock.advance(1000);
    }
    goOn();
    const [first, second, last] = await Promise.all(lines);
    expect([first?.outcome, second?.outcome, last?.outcome]).toEqual(["joined", "joined", "answered"]);
    expect(last?.sanitized).toBe("hello\nare you there?\nI have a question");
    expect(delivery.replies).toHaveLength(1);
    expect(delivery.nonces).toEqual([`${last?.message.messageId}-0`]);
    expect(asked).toHaveLength(3);
  });

  it("join while they wait, and keep their place in the queue", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery } = openPipeline({ model });
    const ben = { authorId: "500000000000000002" };
    const cat = { authorId: "500000000000000003" };
    const turns = [
      pipeline.handle(incoming({ content: "first", ...cat }), delivery),
      pipeline.handle(incoming({ content: "one" }), delivery),
      pipeline.handle(incoming({ content: "other", ...ben }), delivery),
      pipeline.handle(incoming({ content: "two" }), delivery),
    ];
    goOn();
    const ended = await Promise.all(turns);
    expect(ended.map(({ outcome }) => outcome)).toEqual(["answered", "joined", "answered", "answered"]);
    expect(asked).toEqual(["first", "one\ntwo", "other"]);
  });

  it("stay apart in two channels, and where the owner wants none joined", async () => {
    const { pipeline, delivery, settings } = openPipeline();
    const elsewhere = incoming({ channelId: "300000000000000002" });
    const both = [pipeline.handle(incoming(), delivery), pipeline.handle(elsewhere, delivery)];
    expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(["answered", "answered"]);
    settings.behaviour.joinLinesMs = 0;
    const apart = [pipeline.handle(incoming(), delivery), pipeline.handle(incoming(), delivery)];
    expect((await Promise.all(apart)).map(({ outcome }) => outcome)).toEqual(["answered", "answered"]);
  });

  it("are no longer joined once the answer goes out", async () => {
    const { pipeline, delivery } = openPipeline();
    const sent = Promise.withResolvers<SentPart>();
    const begun = Promise.withResolvers<void>();
    const slow = {
      ...delivery,
      reply: () => {
        begun.resolve();
        return sent.promise;
      },
    };
    const first = pipeline.handle(incoming({ content: "one" }), slow);
    await begun.promise;
    const second = pipeline.handle(incoming({ content: "two" }), delivery);
    sent.resolve({ messageId: "sent-0", channelId: "300000000000000001" });
    expect(await first).toMatchObject({ outcome: "answered", replyIds: ["sent-0"] });
    expect(await second).toMatchObject({ outcome: "answered", sanitized: "two" });
  });

  it("are asked without those that were deleted while they waited", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery } = openPipeline({ model });
    const before = pipeline.handle(incoming({ authorId: "500000000000000002", content: "first" }), delivery);
    const [slip, question] = [incoming({ content: "my password is heron" }), incoming({ content: "how are you?" })];
    const turns = [before, pipeline.handle(slip, delivery), pipeline.handle(question, delivery)];
    pipeline.withdraw([slip.messageId]);
    goOn();
    expect((await Promise.all(turns)).map(({ outcome }) => outcome)).toEqual(["answered", "question-gone", "answered"]);
    expect(asked).toEqual(["first", "how are you?"]);
  });

  it("are answered under the newest that still stands, where the last one was deleted", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline } = openPipeline({ model });
    const before = pipeline.handle(incoming({ authorId: "500000000000000002", content: "first" }), recordingDelivery());
    const [question, slip] = [incoming({ content: "how are you?" }), incoming({ content: "my password is heron" })];
    const [toQuestion, toSlip] = [recordingDelivery(), recordingDelivery()];
    const turns = [before, pipeline.handle(question, toQuestion), pipeline.handle(slip, toSlip)];
    pipeline.withdraw([slip.messageId]);
    goOn();
    expect((await Promise.all(turns)).map(({ outcome }) => outcome)).toEqual(["answered", "joined", "answered"]);
    expect(asked).toEqual(["first", "how are you?"]);
    expect([toQuestion.replies, toSlip.replies]).toEqual([["You said: how are you?"], []]);
  });

  it("are gone when all of them were deleted", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery } = openPipeline({ model });
    const before = pipeline.handle(incoming({ authorId: "500000000000000002", content: "first" }), delivery);
    const lines = [incoming({ content: "one" }), incoming({ content: "two" })];
    const turns = [before, ...lines.map((line) => pipeline.handle(line, delivery))];
    pipeline.withdraw(lines.map(({ messageId }) => messageId));
    goOn();
    const outcomes = (await Promise.all(turns)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["answered", "question-gone", "question-gone"]);
    expect(asked).toEqual(["first"]);
  });

  it("that came too slowly to be joined are gone one by one", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery } = openPipeline({ model });
    const before = pipeline.handle(incoming({ authorId: "500000000000000002", content: "first" }), delivery);
    const [slip, question] = [
      incoming({ content: "my password is heron", sentAt: 10_000 }),
      incoming({ content: "how are you?", sentAt: 60_000 }),
    ];
    const turns = [before, pipeline.handle(slip, delivery), pipeline.handle(question, delivery)];
    pipeline.withdraw([slip.messageId]);
    goOn();
    expect((await Promise.all(turns)).map(({ outcome }) => outcome)).toEqual(["answered", "question-gone", "answered"]);
    expect(asked).toEqual(["first", "how are you?"]);
  });

  it("are not asked after their member has opted out, nor is a later one joined to them", async () => {
    const { model, asked, goOn } = patientModel();
    const { pipeline, delivery, optedOut } = openPipeline({ model });
    const before = pipeline.handle(incoming({ authorId: "500000000000000002", content: "first" }), delivery);
    const waiting = pipeline.handle(incoming({ content: "one" }), delivery);
    optedOut.add(incoming().authorId);
    const later = pipeline.handle(incoming({ content: "two" }), delivery);
    goOn();
    const ended = await Promise.all([before, waiting, later]);
    expect(ended.map(({ outcome }) => outcome)).toEqual(["answered", "opted-out", "opted-out"]);
    expect(ended[2]?.sanitized).toBe("");
    expect(asked).toEqual(["first"]);
  });

  it("end as what they are when the session stops in between", async () => {
    const { model } = patientModel();
    const { pipeline, delivery } = openPipeline({ model });
    const turns = [pipeline.handle(incoming(), delivery), pipeline.handle(incoming(), delivery)];
    pipeline.stop();
    expect((await Promise.all(turns)).map(({ outcome }) => outcome)).toEqual(["joined", "stopped"]);
  });
});

describe("a member who goes too fast", () => {
  it("is told once when to try again", async () => {
    const told = [1_773_480_000_500, null];
    const { pipeline, delivery } = openPipeline({
      noticeOfPause: () => told.shift() ?? null,
      gateContext: () => ({ ...gateOf(), admitMember: () => false }),
    });
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "too-fast", replyIds: ["sent-1"] });
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "too-fast", replyIds: [] });
    expect(delivery.replies).toEqual(["That was fast. Try again at <t:1773480001:T>."]);
  });
});
