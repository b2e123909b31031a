import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";
import { completion } from "../support/fake-inference/replies.ts";

const key = "hf_primary_key_of_no_value_aaaa";
const saying = (text: string) => ({ always: completion("x", "some/model", text, 10) });

describe("a word that the owner has blocked", () => {
  it("in a question costs no request, and is answered with one short sentence for the channel", async () => {
    const kit = await startKit({
      keys: { [key]: {} },
      change: ({ safety }) => safety.blockedWords.push("pine*"),
    });
    await kit.call("bot/start");
    expect(await kit.logged(kit.ask("do you like Pineapple?").id)).toMatchObject({ outcome: "blocked" });
    expect(await kit.logged(kit.ask("or PINES?").id)).toMatchObject({ outcome: "blocked", replyIds: [] });
    expect(kit.discord.sent.map(({ content }) => content)).toEqual(["I would rather not talk about that."]);
    expect(kit.inference.requests).toEqual([]);
  });

  it("in an answer is never sent, and the owner sees it as a failure", async () => {
    const kit = await startKit({
      keys: { [key]: saying("I love pineapple!") },
      change: ({ safety }) => safety.blockedWords.push("pineapple"),
    });
    await kit.call("bot/start");
    expect(await kit.logged(kit.ask("what do you like?").id)).toMatchObject({ outcome: "understudied" });
    expect(kit.discord.sent).toHaveLength(1);
    expect(kit.discord.sent[0]?.content).not.toMatch(/pineapple/i);
    const [failure] = await kit.call("failures/list", {});
    expect(failure).toMatchObject({ cause: "clean/blocked", response: "I love pineapple!" });
  });
});

describe("a failure", () => {
  it("is told in the owner's channel, without a ping and without the member's words", async () => {
    let failureChannelId = "";
    const kit = await startKit({ keys: { [key]: { always: "bad-request" } } });
    failureChannelId = kit.discord.createTextChannel(kit.guild, { name: "owner" }).id;
    await kit.call("settings/set", { path: "profiles.0.failureChannelId", value: failureChannelId });
    await kit.call("bot/start");
    await kit.logged(kit.ask("@everyone my words").id);
    const told = await kit.discord.waitForSent((sent) => sent.channelId === failureChannelId, 10_000);
    const [failure] = await kit.call("failures/list", {});
    expect(told.content).toBe(`${failure?.summary} (\`#general\`) ${failure?.mend}`);
    expect(told.content).not.toContain("my words");
    expect(told.pinged).toMatchObject({ everyone: false, users: [], roles: [] });
  });

  it("of that channel itself is told in the panel", async () => {
    const kit = await startKit({ keys: { [key]: { always: "bad-request" } } });
    const owner = kit.discord.createTextChannel(kit.guild, { name: "owner" });
    kit.discord.setOverwrites(owner, [{ target: kit.discord.botUser.id, deny: ["SendMessages"] }]);
    await kit.call("settings/set", { path: "profiles.0.failureChannelId", value: owner.id });
    await kit.call("bot/start");
    await kit.logged(kit.ask("hello").id);
    await expect
      .poll(() => kit.engine.snapshot().notices.map(({ text }) => text), { timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/could not be told .*Send Messages/));
    expect(await kit.call("failures/list", {})).toHaveLength(1);
  });
});
