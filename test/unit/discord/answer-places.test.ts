import { describe, expect, it } from "vitest";
import type { SentPart } from "../../../src/engine/conversation/turn.ts";
import { AnswerPlaces, questionLinkedIn } from "../../../src/engine/discord/answer-places.ts";
import { DiscordFault } from "../../../src/engine/discord/faults.ts";
import type { MessageDelivery, ThreadOptions } from "../../../src/engine/discord/gateway/delivering.ts";
import type { AnswerPlace } from "../../../src/shared/settings.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const dayMs = 86_400_000;
const { signal } = new AbortController();

/** Answers that go where the owner chose; each thread has the id of the message on which it was opened. */
function benchOf(place: AnswerPlace, refusals: Record<string, string> = {}) {
  const clock = new VirtualClock();
  const kept = new Map<string, unknown>();
  const sent: [place: string, text: string][] = [];
  const opened: ThreadOptions[] = [];
  const troubles: string[] = [];
  let onOpening: (() => void) | undefined;
  const refuse = (where: string) => {
    const code = refusals[where];
    if (code !== undefined && code !== "none") throw new DiscordFault(code, 400);
  };
  const state = { get: (name: string) => kept.get(name), set: (name: string, value: unknown) => kept.set(name, value) };
  const create = () => {
    return new AnswerPlaces({ clock, state, place: () => place, onTrouble: (text) => troubles.push(text) });
  };
  let places = create();
  const deliveryOf = (messageId: string): MessageDelivery => ({
    ...recordingDelivery(),
    reply: async (text) => ({ messageId: `reply-${sent.push(["reply", text])}`, channelId: incoming().channelId }),
    async sendTo(channelId, text) {
      refuse(channelId);
      return { messageId: `sent-${sent.push([channelId, text])}`, channelId };
    },
    async openThread(options) {
      refuse("open");
      opened.push(options);
      await Promise.resolve();
      onOpening?.();
      return messageId;
    },
  });
  const answer = async (messageId: string, change: Parameters<typeof incoming>[0] = {}, texts = ["hi"]) => {
    const message = incoming({ ...change, messageId });
    const delivery = places.deliveryFor(message, deliveryOf(messageId));
    const parts: (SentPart | null)[] = [];
    for (const text of texts) parts.push(await (delivery.answer ?? delivery.reply)(text, `${messageId}-0`, signal));
    return parts;
  };
  const restart = () => {
    places = create();
  };
  const forget = (authorId: string) => places.forget(authorId);
  const whileOpening = (then: () => void) => {
    onOpening = then;
  };
  return { answer, clock, kept, sent, opened, troubles, refusals, restart, forget, whileOpening };
}

describe("answers as replies", () => {
  it("stay where they were", async () => {
    const { answer, sent, opened } = benchOf("reply");
    await answer("1");
    expect([sent, opened]).toEqual([[["reply", "hi"]], []]);
  });
});

describe("a thread for each question", () => {
  it("is opened once, for all parts of the answer", async () => {
    const { answer, sent, opened } = benchOf("thread-per-question");
    await answer("1", {}, ["one", "two"]);
    await answer("2");
    expect(sent).toEqual([
      ["1", "one"],
      ["1", "two"],
      ["2", "hi"],
    ]);
    expect(opened).toEqual([
      { name: "Question by Ann", autoArchiveMinutes: 60 },
      { name: "Question by Ann", autoArchiveMinutes: 60 },
    ]);
  });

  it("is where each part of the answer says that it stands", async () => {
    const { answer } = benchOf("thread-per-question");
    expect(await answer("1", {}, ["one", "two"])).toMatchObject([{ channelId: "1" }, { channelId: "1" }]);
    const refused = benchOf("thread-per-question", { open: "50013" });
    expect(await refused.answer("1")).toMatchObject([{ channelId: incoming().channelId }]);
  });

  it("is not opened within a thread, nor outside servers", async () => {
    const { answer, sent } = benchOf("thread-per-question");
    await answer("1", { parentChannelId: "300000000000000001" });
    await answer("2", { guildId: null });
    expect(sent.map(([where]) => where)).toEqual(["reply", "reply"]);
  });

  it("that is on the message already takes the answer", async () => {
    const { answer, sent } = benchOf("thread-per-question", { open: "160004" });
    await answer("1");
    expect(sent).toEqual([["1", "hi"]]);
  });

  it.each(["50013", "50001", "160006"])(
    "that may not be opened (%s) gives way to a reply, of which the owner hears once for the channel",
    async (code) => {
      const { answer, sent, troubles } = benchOf("thread-per-question", { open: code });
      await answer("1");
      await answer("2");
      expect(sent.map(([where]) => where)).toEqual(["reply", "reply"]);
      expect(troubles).toEqual([expect.stringContaining("cannot open threads in #general")]);
    },
  );

  it("that Discord lets the bot open only much later gives way to a reply, which is nothing for the owner", async () => {
    const { answer, sent, troubles } = benchOf("thread-per-question", { open: "rate-limit" });
    await answer("1");
    expect([sent, troubles]).toEqual([[["reply", "hi"]], []]);
  });

  it("for a question that is gone is no thread at all", async () => {
    const { answer, sent } = benchOf("thread-per-question", { open: "10008" });
    await expect(answer("1")).rejects.toMatchObject({ outcome: "question-gone" });
    expect(sent).toEqual([]);
  });
});

describe("a thread for each member and day", () => {
  const bob = { authorId: "500000000000000002", author: "Bob" };

  it("is shared by the member's questions in the channel, each named by a link", async () => {
    const { answer, sent, opened } = benchOf("thread-per-member-day");
    await answer("1");
    await answer("2", {}, ["one", "two"]);
    await answer("3", bob);
    expect(sent).toEqual([
      ["1", "hi"],
      ["1", expect.stringMatching(/^-# https:\/\/discord\.com\/channels\/\d+\/\d+\/2\none$/)],
      ["1", "two"],
      ["3", "hi"],
    ]);
    expect(opened.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^Ann, \d{4}-/),
      expect.stringMatching(/^Bob/),
    ]);
  });

  it("has the link before an answer that leaves no room for it", async () => {
    const { answer, sent } = benchOf("thread-per-member-day");
    const long = "a".repeat(2000);
    await answer("1");
    await answer("2", {}, [long, "two"]);
    expect(sent.slice(1)).toEqual([
      ["1", expect.stringMatching(/^-# https:\/\/discord\.com\/channels\/\d+\/\d+\/2$/)],
      ["1", long],
      ["1", "two"],
    ]);
    expect(questionLinkedIn(sent[1]?.[1] ?? "")).toBe("2");
  });

  it("is found again after a restart, and a new one is opened on the next day", async () => {
    const { answer, sent, clock, restart } = benchOf("thread-per-member-day");
    await answer("1");
    restart();
    await answer("2");
    await clock.advance(dayMs);
    await answer("3");
    expect(sent.map(([where]) => where)).toEqual(["1", "1", "3"]);
  });

  it("is opened once for questions in a quick row", async () => {
    const { answer, sent, opened } = benchOf("thread-per-member-day");
    await Promise.all([answer("1"), answer("2")]);
    expect([opened.length, sent.map(([where]) => where)]).toEqual([1, ["1", "1"]]);
  });

  it("is opened on the next question where the first one is gone before it could be", async () => {
    const { answer, sent, refusals } = benchOf("thread-per-member-day", { open: "10008" });
    const first = answer("1");
    refusals.open = "none";
    const [gone, answered] = await Promise.allSettled([first, answer("2")]);
    expect([gone.status, answered.status, sent.map(([where]) => where)]).toEqual(["rejected", "fulfilled", ["2"]]);
  });

  it("is opened anew where somebody has deleted it, and stays shut where a moderator has shut it", async () => {
    const { answer, sent, refusals } = benchOf("thread-per-member-day");
    await answer("1");
    refusals["1"] = "10003";
    await answer("2");
    refusals["2"] = "160005";
    await expect(answer("3")).rejects.toMatchObject({ outcome: "thread-closed" });
    expect(sent.map(([where]) => where)).toEqual(["1", "2"]);
  });

  it("leaves no trace of who had one yesterday", async () => {
    const { answer, clock, kept, restart } = benchOf("thread-per-member-day");
    await answer("1");
    expect(JSON.stringify([...kept])).toContain(incoming().authorId);
    await clock.advance(dayMs);
    restart();
    expect(JSON.stringify([...kept])).not.toContain(incoming().authorId);
  });

  it("is forgotten with the member", async () => {
    const { answer, sent, forget } = benchOf("thread-per-member-day");
    await answer("1");
    forget(incoming().authorId);
    await answer("2");
    expect(sent.map(([where]) => where)).toEqual(["1", "2"]);
  });

  it("is not kept where the member is forgotten while it is opened, though all of the answer goes there", async () => {
    const { answer, sent, kept, forget, whileOpening } = benchOf("thread-per-member-day");
    whileOpening(() => forget(incoming().authorId));
    await answer("1", {}, ["one", "two"]);
    expect(sent.map(([where]) => where)).toEqual(["1", "1"]);
    expect(JSON.stringify([...kept.values()])).not.toContain(incoming().authorId);
  });
});
