import { describe, expect, it } from "vitest";
import { type Answer, AnswerError } from "../../../src/engine/inference/responder.ts";
import { botUserId, incoming } from "../../support/messages.ts";
import {
  broken,
  failing,
  gateOf,
  noMemory,
  openPipeline,
  refused,
  saying,
  secret,
} from "../../support/pipeline-kit.ts";

describe("an answer", () => {
  it("goes out in five parts at the most, whatever the service sends", async () => {
    const { pipeline, delivery } = openPipeline({ model: saying("many words ".repeat(100_000)) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn.outcome).toBe("answered");
    expect(delivery.replies).toHaveLength(5);
    expect(delivery.replies.at(-1)).toMatch(/…$/);
    expect(turn.response.length).toBeLessThanOrEqual(50_000);
  });

  it("holds no secret, though the service echoes one", async () => {
    const { pipeline, delivery } = openPipeline({ model: saying(`You sent ${secret.replace("-", "<|x|>-")}.`) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn.response).toBe("You sent [secret removed].");
    expect(delivery.replies).toEqual([turn.response]);
  });

  it("that is nothing but thoughts is recorded where it was found out", async () => {
    const { pipeline, delivery, failures } = openPipeline({ model: saying("<think>hm</think>") });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "understudied", keyLabel: null });
    expect(failures).toMatchObject([{ stage: "clean", cause: "clean/empty", keyLabel: "First" }]);
  });

  it("of the understudy is not put down to the key that failed before", async () => {
    const error = new AnswerError("exhausted", "No key answered.", "Wait.", [refused]);
    const { pipeline, delivery, failures } = openPipeline({ model: failing(error) });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "understudied", keyLabel: null, attempts: [refused] });
    expect(failures).toMatchObject([{ stage: "respond", keyLabel: "Spare" }]);
  });

  it("that says when the bot is back is put down to no key either", async () => {
    const error = new AnswerError("resting", "Every key rests.", "Wait.", [refused], 60_000);
    const { pipeline, delivery, settings } = openPipeline({ model: failing(error) });
    settings.inference.whenResting = "announce";
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "resting", response: "Back <t:60:R>.", keyLabel: null });
  });
});

describe("what was taken out of a question", () => {
  it("is told by its place in the message as it was written, the bot's mention included", async () => {
    const { pipeline, delivery } = openPipeline();
    const content = `  <@${botUserId}> hi  there <:tags:1> 😄 <@${botUserId}>`;
    const { removed, sanitized } = await pipeline.handle(incoming({ content }), delivery);
    expect(sanitized).toBe("hi there");
    expect(removed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["custom-emoji", "emoji", "whitespace"]));
    for (const { text, index } of removed) expect(content.slice(index).startsWith(text)).toBe(true);
    expect(removed.at(-1)?.index).toBe(content.indexOf("😄"));
  });
});

describe("what is tried out", () => {
  it("calls the bot as a member does: its mention is no part of the question", async () => {
    const { pipeline, delivery } = openPipeline();
    const turn = await pipeline.tryOut(incoming({ content: `<@${botUserId}> are you there?` }), delivery, true);
    expect(turn).toMatchObject({ sanitized: "are you there?", removed: [] });
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
    const { pipeline, delivery, paused } = openPipeline({ model: { respond } });
    const atWork = pipeline.handle(incoming(), delivery);
    const waiting = pipeline.handle(incoming({ authorId: "500000000000000002" }), delivery);
    await asked.promise;
    paused.add(incoming().guildId);
    first.resolve({ text: "Too late", responder: "model", keyLabel: "First", attempts: [] });
    expect(await atWork).toMatchObject({ outcome: "paused", replyIds: [] });
    expect(await waiting).toMatchObject({ outcome: "paused", response: "" });
    expect(delivery.replies).toEqual([]);
  });
});

describe("a member who opts out", () => {
  it("calls off the questions that are waiting or being answered: nothing more is sent or remembered", async () => {
    const first = Promise.withResolvers<Answer>();
    const asked = Promise.withResolvers<void>();
    const respond = () => {
      asked.resolve();
      return first.promise;
    };
    const { pipeline, delivery, optedOut } = openPipeline({ model: { respond } });
    const atWork = pipeline.handle(incoming(), delivery);
    const waiting = pipeline.handle(incoming({ authorId: "another" }), delivery);
    await asked.promise;
    optedOut.add(incoming().authorId).add("another");
    first.resolve({ text: "Too late", responder: "model", keyLabel: "First", attempts: [] });
    expect(await atWork).toMatchObject({ outcome: "opted-out", replyIds: [] });
    expect(await waiting).toMatchObject({ outcome: "opted-out", response: "" });
    expect(delivery.replies).toEqual([]);
  });
});

describe("a command", () => {
  it("is answered with the owner's own prefix", async () => {
    const { pipeline, delivery } = openPipeline();
    const authorIsModerator = () => true;
    await pipeline.handle(incoming({ content: "!stop", authorIsModerator }), delivery);
    await pipeline.handle(incoming({ content: "!stop", authorIsModerator }), delivery);
    expect(delivery.replies).toEqual([
      "Paused in this server. `!start` wakes me.",
      "I am paused in this server already. `!start` wakes me.",
    ]);
  });

  it("of Discord's own kind is answered by Discord's own way to write it, and counted against members' pace", async () => {
    const { pipeline, delivery, settings } = openPipeline();
    const use = incoming({ content: "/quip stop", authorIsModerator: () => true });
    expect(await pipeline.obey("stop", use, delivery)).toMatchObject({ outcome: "command", sanitized: "stop" });
    expect(delivery.replies).toEqual(["Paused in this server. `/quip start` wakes me."]);
    settings.behaviour.commandPrefix = "!";
    await pipeline.obey("help", incoming(), delivery);
    expect(delivery.replies.at(-1)).toMatch(/`!ignore`.*`\/quip-me forget`/s);
    const hasty = openPipeline({ gateContext: () => ({ ...gateOf(), admitMember: () => false }) });
    expect(await hasty.pipeline.obey("forget", incoming(), hasty.delivery)).toMatchObject({ outcome: "too-fast" });
    expect(hasty.delivery.replies).toEqual(["That was fast. Try again at <t:60:T>."]);
  });

  it("that may take long shows first that it is under way", async () => {
    const { pipeline, delivery } = openPipeline();
    await pipeline.obey("forget", incoming(), delivery);
    await pipeline.obey("help", incoming(), delivery);
    expect([delivery.typings, delivery.replies.length]).toEqual([1, 2]);
  });

  it("that meets an error of Quipdeck's own leaves no moderator without a word", async () => {
    const { pipeline, delivery } = openPipeline();
    const turn = await pipeline.handle(incoming({ content: "!status", authorIsModerator: () => true }), delivery);
    expect(turn.outcome).toBe("failed");
    expect(delivery.replies).toEqual([expect.stringContaining("Sorry")]);
  });
});

describe("an error of Quipdeck's own", () => {
  it("before the reply lets the member hear one short sentence", async () => {
    const { pipeline, delivery, failures } = openPipeline({ memory: { ...noMemory, recall: broken } });
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "failed", failureId: 1, replyIds: ["sent-1"] });
    expect(delivery.replies).toEqual(["Sorry, I could not answer that one. My owner has been told."]);
    expect(turn.response).toBe(delivery.replies[0]);
    expect(failures).toMatchObject([{ stage: "context", cause: "context/Error", response: "" }]);
  });

  it("stays the one that the log names when the apology fails as well", async () => {
    const { pipeline, delivery, failures } = openPipeline({
      understudy: failing(new Error("no lines")),
      model: failing(1),
    });
    delivery.reply = () => Promise.reject(new Error("refused"));
    const turn = await pipeline.handle(incoming(), delivery);
    expect(turn).toMatchObject({ outcome: "failed", failureId: 1, replyIds: [] });
    expect(failures.map(({ stage }) => stage)).toEqual(["respond", "reply"]);
  });

  it("in the reply itself is not followed by another try", async () => {
    const { pipeline, delivery, failures } = openPipeline();
    let tries = 0;
    delivery.reply = () => {
      tries += 1;
      return Promise.reject(new Error("refused"));
    };
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "failed", response: "Hello!" });
    expect([tries, failures.length]).toEqual([1, 1]);
  });

  it("at the gate is nobody's business but the owner's: the message may not have been for the bot", async () => {
    const { pipeline, delivery, failures } = openPipeline({ gateContext: broken });
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "failed" });
    expect(delivery.replies).toEqual([]);
    expect(failures).toMatchObject([{ stage: "gate" }]);
  });

  it("while keeping the records rejects nothing, and the owner hears of it", async () => {
    const { pipeline, delivery, troubles } = openPipeline({
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
    const { pipeline, delivery } = openPipeline();
    pipeline.close();
    expect(await pipeline.handle(incoming(), delivery)).toMatchObject({ outcome: "stopped" });
    expect(delivery.replies).toEqual([]);
  });
});
