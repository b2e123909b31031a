import { describe, expect, it } from "vitest";
import { AnswerError, type Responder } from "../../../src/engine/inference/responder.ts";
import { incoming } from "../../support/messages.ts";
import { failing, openPipeline, saying } from "../../support/pipeline-kit.ts";

describe("a word that the owner has blocked", () => {
  const blocking = (bench: ReturnType<typeof openPipeline>) => bench.settings.safety.blockedWords.push("pineapple");

  it("keeps a question from the model, and the channel hears one short sentence in a while", async () => {
    const bench = openPipeline({ model: failing(new Error("was asked")) });
    const { pipeline, delivery, clock } = bench;
    blocking(bench);
    const ask = (channelId = "300000000000000001") =>
      pipeline.handle(incoming({ channelId, content: "Do you like PINEAPPLE?" }), delivery);
    expect(await ask()).toMatchObject({ outcome: "blocked", replyIds: ["sent-1"] });
    expect(await ask()).toMatchObject({ outcome: "blocked", replyIds: [] });
    expect(await ask("300000000000000002")).toMatchObject({ replyIds: ["sent-2"] });
    await clock.advance(60_000);
    expect(await ask()).toMatchObject({ replyIds: ["sent-3"] });
    expect(new Set(delivery.replies)).toEqual(new Set(["I would rather not talk about that."]));
  });

  it("is met with silence where the owner wants that", async () => {
    const bench = openPipeline();
    blocking(bench);
    bench.settings.safety.whenBlocked = "silent";
    const turn = await bench.pipeline.handle(incoming({ content: "pineapple" }), bench.delivery);
    expect(turn).toMatchObject({ outcome: "blocked", replyIds: [] });
  });

  it("is found across lines that were joined", async () => {
    const bench = openPipeline();
    bench.settings.safety.blockedWords.push("green tea");
    const lines = ["I like green", "tea"].map((content) =>
      bench.pipeline.handle(incoming({ content }), bench.delivery),
    );
    expect((await Promise.all(lines)).map(({ outcome }) => outcome)).toEqual(["joined", "blocked"]);
  });

  it("in an answer lets the understudy speak instead, and the owner sees what was said", async () => {
    const bench = openPipeline({ model: saying("Pineapple!") });
    blocking(bench);
    const turn = await bench.pipeline.handle(incoming(), bench.delivery);
    expect(turn).toMatchObject({ outcome: "understudied", response: "Glow." });
    expect(bench.failures).toMatchObject([{ cause: "clean/blocked", response: "Pineapple!" }]);
    expect(JSON.stringify([bench.failures[0]?.summary, bench.failures[0]?.mend])).not.toContain("pineapple");
  });

  it("in an answer has the understudy's line cleaned as any other", async () => {
    const invites: Responder = {
      respond: async () => ({ text: "Come to discord.gg/abc", responder: "understudy", keyLabel: null, attempts: [] }),
    };
    const bench = openPipeline({ model: saying("Pineapple!"), understudy: invites });
    blocking(bench);
    const turn = await bench.pipeline.handle(incoming(), bench.delivery);
    expect(turn.outcome).toBe("understudied");
    expect(turn.response).not.toContain("discord.gg");
  });

  it("in an answer becomes a short sentence where the understudy does not speak, or says it too", async () => {
    const bench = openPipeline({ model: saying("Pineapple!") });
    blocking(bench);
    bench.settings.inference.whenResting = "announce";
    expect(await bench.pipeline.handle(incoming(), bench.delivery)).toMatchObject({ outcome: "blocked" });
    bench.settings.inference.whenResting = "understudy";
    bench.settings.safety.blockedWords = ["pineapple", "glow"];
    const elsewhere = incoming({ channelId: "300000000000000002" });
    expect(await bench.pipeline.handle(elsewhere, bench.delivery)).toMatchObject({ outcome: "blocked" });
    expect(bench.delivery.replies).toEqual(Array(2).fill("I would rather not talk about that."));
  });

  it("in a member's name keeps the name from the model", async () => {
    const prompts: string[] = [];
    const respond: Responder["respond"] = async ({ messages }) => {
      prompts.push(JSON.stringify(messages));
      return { text: "Hello!", responder: "model", keyLabel: "First", attempts: [] };
    };
    const bench = openPipeline({ model: { respond } });
    blocking(bench);
    await bench.pipeline.handle(incoming({ author: "Pineapple" }), bench.delivery);
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).not.toContain("Pineapple");
  });
});

describe("a failure", () => {
  it("is apologized for once in a channel and a while, by whichever stage it comes", async () => {
    const bench = openPipeline({ model: failing(new AnswerError("exhausted", "No key answered.", "Wait.", [])) });
    const { pipeline, delivery, clock, failures } = bench;
    bench.settings.inference.whenResting = "announce";
    const ask = () => pipeline.handle(incoming(), delivery);
    expect(await ask()).toMatchObject({ outcome: "failed", replyIds: ["sent-1"] });
    expect(await ask()).toMatchObject({ outcome: "failed", response: "", replyIds: [] });
    await clock.advance(60_000);
    expect(await ask()).toMatchObject({ outcome: "failed", replyIds: ["sent-2"] });
    expect(failures).toHaveLength(3);
  });
});
