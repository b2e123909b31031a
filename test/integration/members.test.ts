import { describe, expect, it } from "vitest";
import type { Settings } from "../../src/shared/settings.ts";
import { startKit } from "../support/engine-kit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const key = "hf_primary_key_of_no_value_aaaa";

/** A kit whose bot is online. */
async function onlineKit(folder = temporaryFolder()) {
  const kit = await startKit({ keys: { [key]: {} }, folder });
  await kit.call("bot/start");
  return kit;
}

describe("a member who opts out", () => {
  it("is not read by the model and not kept from then on, nor is what was kept before", async () => {
    const kit = await onlineKit();
    await kit.logged(kit.ask("my name is Rumpelstiltskin").id);
    const optOut = await kit.logged(kit.ask("$optout").id);
    expect(optOut).toMatchObject({ outcome: "command", sanitized: "optout", author: "" });
    expect(kit.discord.sent.at(-1)?.content).toContain("Deleted of you: 1 message,");
    const later = await kit.logged(kit.ask("do you remember Rumpelstiltskin?").id);
    expect(later).toMatchObject({ outcome: "opted-out", author: "", authorId: "", content: "" });
    expect(kit.inference.requests).toHaveLength(1);
    const { entries } = await kit.call("log/list", {});
    expect(JSON.stringify(entries)).not.toMatch(/Rumpelstiltskin|Ann/);
  });

  it("stays opted out over a restart of the host, and is answered again after opting in", async () => {
    const folder = temporaryFolder();
    const first = await onlineKit(folder);
    await first.logged(first.ask("$optout").id);
    await first.engine.close();
    const second = await startKit({ keys: { [key]: {} }, folder });
    await second.call("bot/start");
    const say = (content: string) =>
      second.discord.post({
        channelId: second.channel.id,
        author: { ...second.ann, id: first.ann.id },
        content,
        mentions: [second.discord.botUser],
      });
    expect(await second.logged(say("hello?").id)).toMatchObject({ outcome: "opted-out" });
    await second.logged(say("$optin").id);
    expect(await second.logged(say("hello?").id)).toMatchObject({ outcome: "answered" });
  });
});

describe("a member who wants to be forgotten", () => {
  it("is told how much was deleted, and the others' messages stay", async () => {
    const kit = await onlineKit();
    const bob = kit.discord.addMember(kit.guild, { name: "bob" });
    const question = { channelId: kit.channel.id, author: bob, content: "and me?", mentions: [kit.discord.botUser] };
    await kit.logged(kit.discord.post(question).id);
    await kit.logged(kit.ask("one").id);
    await kit.logged(kit.ask("two").id);
    await kit.logged(kit.ask("$forget").id);
    expect(kit.events).toContainEqual({ type: "forgotten", authorId: kit.ann.id, forgets: 1 });
    expect(kit.discord.sent.at(-1)?.content).toBe(
      "Deleted of you: 2 messages, 0 failure reports and 0 remembered exchanges.",
    );
    const { entries } = await kit.call("log/list", {});
    expect(entries.map(({ author }) => author)).toEqual(["", "bob"]);
  });
});

describe("a question that is being answered while its member", () => {
  it.each([
    ["wants to be forgotten", ["$forget"], "forgotten"],
    ["opts out", ["$optout"], "opted-out"],
    ["opts out and in again", ["$optout", "$optin"], "forgotten"],
  ])("%s is neither answered nor kept", async (_, commands, outcome) => {
    const remembering = (settings: Settings) => Object.assign(settings.memory, { turns: 5 });
    const kit = await startKit({ keys: { [key]: { delayMs: 600 } }, change: remembering });
    await kit.call("bot/start");
    const question = kit.ask("my name is Rumpelstiltskin");
    await expect.poll(() => kit.inference.requests.length).toBe(1);
    for (const command of commands) await kit.logged(kit.ask(command).id);
    expect(await kit.logged(question.id)).toMatchObject({ outcome, author: "", authorId: "", content: "" });
    const { entries } = await kit.call("log/list", {});
    const prompt = await kit.call("log/prompt", { messageId: question.id });
    const groups = await kit.call("failures/groups", {});
    expect(JSON.stringify([entries, prompt, groups])).not.toContain("Rumpelstiltskin");
    expect(await kit.call("log/forget-member", { authorId: kit.ann.id })).toMatchObject({ exchanges: 0 });
    expect(kit.discord.sent).toHaveLength(commands.length);
  });
});

describe("help", () => {
  it("is there for everybody", async () => {
    const kit = await onlineKit();
    const { response } = await kit.logged(kit.ask("$help").id);
    for (const command of ["$ignore", "$forget", "$optout", "$optin"]) expect(response).toContain(command);
  });
});
