import { describe, expect, it } from "vitest";
import type { AnswerPlace } from "../../src/shared/settings.ts";
import { startKit } from "../support/engine-kit.ts";

const key = "hf_primary_key_of_no_value_aaaa";
/** Long enough for something to happen while the model is at work. */
const thinkingMs = 600;

/** A kit whose bot is online and answers in that place. */
async function kitAnswering(answerPlace: AnswerPlace) {
  const kit = await startKit({
    keys: { [key]: {} },
    change: (settings) => {
      for (const profile of settings.profiles) profile.answerPlace = answerPlace;
    },
  });
  await kit.call("bot/start");
  return kit;
}

type Kit = Awaited<ReturnType<typeof kitAnswering>>;

const postIn = (kit: Kit, channelId: string, content: string) =>
  kit.discord.post({ channelId, author: kit.ann, content });

const noticesOf = ({ engine }: Kit) => engine.snapshot().notices.map(({ text }) => text);

describe("a thread for each question", () => {
  it("holds the answer, and takes further talk without a mention", async () => {
    const kit = await kitAnswering("thread-per-question");
    const question = kit.ask("what is a lighthouse?");
    expect(await kit.logged(question.id)).toMatchObject({
      outcome: "answered",
      channelName: "general",
      channelId: kit.channel.id,
      replyChannelIds: [question.id],
    });
    expect(kit.discord.sent[0]).toMatchObject({ channelId: question.id, message_reference: undefined });
    const further = postIn(kit, question.id, "and how tall is it?");
    expect(await kit.logged(further.id)).toMatchObject({ outcome: "answered", channelName: "general (thread)" });
    expect(kit.discord.sent[1]).toMatchObject({
      channelId: question.id,
      message_reference: { message_id: further.id },
    });
  });

  it("is shown once, also when Discord's answer to its opening was lost", async () => {
    const kit = await kitAnswering("thread-per-question");
    kit.discord.failNext({ method: "POST", path: /threads$/, how: "lose-answer" });
    const question = kit.ask("hello");
    expect(await kit.logged(question.id)).toMatchObject({ outcome: "answered" });
    expect(kit.discord.sent.map(({ channelId }) => channelId)).toEqual([question.id]);
  });

  it("gives way to a reply where the bot may not open one, and the owner hears what is missing", async () => {
    const kit = await kitAnswering("thread-per-question");
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["CreatePublicThreads"] }]);
    expect(await kit.logged(kit.ask("hello").id)).toMatchObject({
      outcome: "answered",
      replyChannelIds: [kit.channel.id],
    });
    expect(kit.discord.sent[0]?.channelId).toBe(kit.channel.id);
    expect(noticesOf(kit)).toContainEqual(expect.stringContaining('"Create Public Threads"'));
  });

  it("is not where commands are answered", async () => {
    const kit = await kitAnswering("thread-per-question");
    await kit.logged(kit.ask("$help").id);
    expect(kit.discord.sent[0]?.channelId).toBe(kit.channel.id);
  });
});

describe("a thread for each member and day", () => {
  it("holds all that the member asks, and opens again by itself when it was archived", async () => {
    const kit = await kitAnswering("thread-per-member-day");
    const first = kit.ask("one");
    await kit.logged(first.id);
    const thread = kit.discord.sent[0]?.channelId ?? "";
    const later = kit.ask("two");
    expect(await kit.logged(later.id)).toMatchObject({ outcome: "answered", replyChannelIds: [thread] });
    expect(kit.discord.sent[1]).toMatchObject({
      channelId: thread,
      content: expect.stringContaining(`/${later.id}\n`),
    });
  });
});

describe("a thread that a moderator has locked", () => {
  it.each([
    ["open", false],
    ["archived", true],
  ])(
    "and left %s takes no answer, which the outcome names, and nothing is there for the owner to do",
    async (_, archived) => {
      const kit = await startKit({
        keys: { [key]: {} },
        change: (settings) => {
          for (const profile of settings.profiles) profile.answerInThreads = true;
        },
      });
      await kit.call("bot/start");
      const thread = kit.discord.createThread(kit.channel, { name: "aside", owner: kit.ann });
      kit.discord.setArchived(thread, archived, true);
      const mentions = [kit.discord.botUser];
      const question = kit.discord.post({ channelId: thread.id, author: kit.ann, content: "hello?", mentions });
      expect(await kit.logged(question.id)).toMatchObject({ outcome: "thread-closed", failureId: null, replyIds: [] });
    },
  );
});

describe("a question that is deleted while it is being answered", () => {
  it.each<AnswerPlace>(["reply", "thread-per-question"])("gets no answer (%s)", async (place) => {
    const kit = await kitAnswering(place);
    kit.inference.setKey(key, { delayMs: thinkingMs });
    const question = kit.ask("forget that I asked");
    await expect.poll(() => kit.inference.requests.length).toBe(1);
    kit.discord.deleteMessage(question);
    // Events come in order: with this one logged, the deletion has been heard.
    const marker = postIn(kit, kit.channel.id, "anybody?");
    await kit.logged(marker.id, "not-addressed");
    expect(await kit.logged(question.id)).toMatchObject({ outcome: "question-gone", failureId: null });
    expect(kit.discord.sent).toEqual([]);
  });

  it("is answered under the line before it, where it was joined to one that still stands", async () => {
    const kit = await kitAnswering("reply");
    kit.inference.setKey(key, { delayMs: thinkingMs });
    const question = kit.ask("what is a lighthouse?");
    const slip = kit.ask("my password is heron");
    await expect.poll(() => JSON.stringify(kit.inference.requests.at(-1)?.body)).toContain("heron");
    kit.discord.deleteMessage(slip);
    expect(await kit.logged(slip.id)).toMatchObject({ outcome: "answered" });
    expect(await kit.logged(question.id)).toMatchObject({ outcome: "joined" });
    expect(kit.discord.sent.map(({ message_reference: to }) => to?.message_id)).toEqual([question.id]);
  });
});

describe("a channel with slow mode, where Discord holds the bot to it", () => {
  it("is not waited for longer than anybody waits for an answer", async () => {
    const kit = await kitAnswering("reply");
    const body = { message: "slowmode", code: 20_016, retry_after: 600, global: false };
    kit.discord.failNext({ method: "POST", path: /messages$/, status: 429, retryAfterMs: 600_000, body });
    const entry = await kit.logged(kit.ask("hello").id);
    expect(entry.outcome).toBe("held-up");
    const [failure] = await kit.call("failures/list", {});
    expect(failure).toMatchObject({ id: entry.failureId, mend: expect.stringContaining("Bypass Slowmode") });
  });
});

describe("a permission that is lost in mid-flight", () => {
  it("is named in the outcome, with its mend under Failures", async () => {
    const kit = await kitAnswering("reply");
    kit.inference.setKey(key, { delayMs: thinkingMs });
    const question = kit.ask("hello");
    await expect.poll(() => kit.inference.requests.length).toBe(1);
    kit.discord.setOverwrites(kit.channel, [{ target: kit.discord.botUser.id, deny: ["SendMessages"] }]);
    const entry = await kit.logged(question.id);
    expect(entry.outcome).toBe("no-permission");
    const failures = await kit.call("failures/list", {});
    expect(failures[0]).toMatchObject({ cause: "reply/discord-50013", mend: expect.stringContaining("Send Messages") });
  });
});
