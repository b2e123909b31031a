import { describe, expect, it } from "vitest";
import { type EngineKitOptions, startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";

async function onlineKit(options: EngineKitOptions = {}) {
  const kit = await startKit({ keys: { [key]: {} }, ...options });
  await kit.call("bot/start");
  return kit;
}

describe("lines in quick succession", () => {
  it("get one answer, under the last of them", async () => {
    const kit = await onlineKit({ keys: { [key]: { delayMs: 300 } } });
    const lines = ["hello", "are you there?", "what is tea?"].map((content) => kit.ask(content).id);
    const entries = await Promise.all(lines.map((id) => kit.logged(id)));
    expect(entries.map(({ outcome }) => outcome)).toEqual(["joined", "joined", "answered"]);
    expect(entries[2]).toMatchObject({ content: expect.stringContaining("what is tea?") });
    expect(entries[2]?.sanitized).toBe("hello\nare you there?\nwhat is tea?");
    expect(kit.discord.sent.map(({ message_reference }) => message_reference?.message_id)).toEqual([lines[2]]);
  });
});

describe("a member who asks too fast", () => {
  it("is told once when to try again, without a ping", async () => {
    const kit = await onlineKit({
      change: ({ behaviour }) => Object.assign(behaviour, { memberQuestionsPerMinute: 1, joinLinesMs: 0 }),
    });
    await kit.logged(kit.ask("one").id);
    const refused = await kit.logged(kit.ask("two").id);
    expect(refused).toMatchObject({
      outcome: "too-fast",
      response: expect.stringMatching(/Try again at <t:\d+:T>\.$/),
    });
    expect(await kit.logged(kit.ask("three").id)).toMatchObject({ outcome: "too-fast", replyIds: [] });
    expect(kit.discord.sent.at(-1)?.pinged).toMatchObject({ users: [], repliedUser: false });
    expect(kit.discord.sent).toHaveLength(2);
  });
});

describe("a channel that is backed up at Discord", () => {
  it("holds up no other channel, though it has more questions than may be worked on", async () => {
    const kit = await onlineKit({
      discord: { sendWindowMs: 2000 },
      change: ({ behaviour }) => Object.assign(behaviour, { maxConcurrentTurns: 2 }),
    });
    const everybody = Array.from({ length: 13 }, (_, index) => kit.discord.addMember(kit.guild, { name: `m${index}` }));
    const quiet = kit.discord.createTextChannel(kit.guild, { name: "quiet" });
    const busy = everybody.slice(1).map((author) => kit.ask("busy?", author).id);
    await kit.discord.waitForSent(5);
    const askedAt = Date.now();
    const mentions = [kit.discord.botUser];
    const author = everybody[0] ?? kit.ann;
    const { id } = kit.discord.post({ channelId: quiet.id, author, content: "quiet?", mentions });
    const answer = await kit.discord.waitForSent((sent) => sent.message_reference?.message_id === id);
    expect(answer.at - askedAt).toBeLessThan(1000);
    const entries = await Promise.all(busy.map((busyId) => kit.logged(busyId)));
    expect(entries.map(({ outcome }) => outcome)).toEqual(busy.map(() => "answered"));
    // Under load a window may end for Discord a moment later than for the bot; that happens once to a bucket.
    const limited = kit.discord.requests.filter(({ status }) => status === 429).map(({ path }) => path);
    expect(limited.length).toBe(new Set(limited).size);
  });
});
