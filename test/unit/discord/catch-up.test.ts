import { describe, expect, it } from "vitest";
import type { IncomingMessage } from "../../../src/engine/conversation/turn.ts";
import { CatchUp, type PastMessage, type RecentChannel } from "../../../src/engine/discord/catch-up.ts";
import { botUserId, incoming, recordingDelivery } from "../../support/messages.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const minuteMs = 60_000;

/** A server of which the bench knows all that was said, by channel and oldest first. */
function benchOf(said: Record<string, PastMessage[]>, { minutes = 5, ended = [] as string[] } = {}) {
  const clock = new VirtualClock();
  const taken: string[] = [];
  const reads: string[] = [];
  const found: number[] = [];
  const unread: [channels: number, reason: unknown][] = [];
  const catchUp = new CatchUp({
    clock,
    minutes: () => minutes,
    botUserId: () => botUserId,
    mayAnswerIn: ({ channelId }) => channelId !== "ignored",
    isQuestion: ({ content }) => content !== "talk",
    endedAmong: (ids) => new Set(ids.filter((id) => ended.includes(id))),
    onFound: (count) => found.push(count),
    onUnread: (channels, reason) => unread.push([channels, reason]),
    take: ({ message }) => taken.push(message.messageId),
  });
  const history = {
    recentChannels: async (): Promise<RecentChannel[]> =>
      Object.keys(said).map((channelId) => ({ channelId, ...placeOf(channelId) })),
    readPage: async (channelId: string, beforeId: string | null) => {
      reads.push(channelId);
      const all = said[channelId] ?? [];
      const end = beforeId === null ? all.length : all.findIndex(({ message }) => message.messageId === beforeId);
      return all.slice(Math.max(0, end - 100), end).reverse();
    },
  };
  return { clock, catchUp, history, taken, reads, found, unread };
}

const now = new VirtualClock().now();

/** Those whose name says so are threads of the bot's. */
function placeOf(channelId: string): Pick<RecentChannel, "parentChannelId" | "isInOwnThread"> {
  const isThread = channelId.startsWith("thread");
  return { parentChannelId: isThread ? "tea" : null, isInOwnThread: isThread };
}

function past(messageId: string, agoMs: number, change: Partial<IncomingMessage> = {}): PastMessage {
  const message = incoming({ messageId, sentAt: now - agoMs, ...change });
  return { message, delivery: recordingDelivery(), hasAnswerThread: false };
}

const answerTo = (messageId: string, agoMs: number) =>
  past(`re-${messageId}`, agoMs, { authorId: botUserId, repliesToId: messageId });

describe("a look back", () => {
  it("finds the questions of the last minutes that were not answered, oldest first over all channels", async () => {
    const { catchUp, history, taken, found } = benchOf({
      tea: [past("old", 6 * minuteMs), past("b", 3 * minuteMs), past("d", minuteMs)],
      coffee: [past("a", 4 * minuteMs), past("chat", 2000, { content: "talk" }), past("e", 1000)],
      ignored: [past("x", 1000)],
    });
    await catchUp.begin(history);
    expect(taken).toEqual(["a", "b", "d", "e"]);
    expect(found).toEqual([4]);
  });

  it("leaves alone what the channel shows to be answered, and what came to another end", async () => {
    const tea = [past("a", 3000), past("b", 2500), answerTo("a", 2000), past("c", 1500)];
    const { catchUp, history, taken, found } = benchOf({ tea }, { ended: ["b", "c"] });
    await catchUp.begin(history);
    expect([taken, found]).toEqual([[], []]);
  });

  it("leaves alone what was answered in a thread: one on the question, or the member's with a link to it", async () => {
    const tea = [
      { ...past("1", 4000), hasAnswerThread: true },
      past("2", 3500),
      past("3", 3000),
      past("4", 2500, { content: "-# https://discord.com/channels/1/2/3\nmine is a link too" }),
    ];
    const content = "-# https://discord.com/channels/400000000000000001/300000000000000001/2\nHello!";
    const thread = [past("re-2", 2000, { authorId: botUserId, content }), past("5", 1000)];
    const { catchUp, history, taken, reads } = benchOf({ "thread of ann": thread, tea });
    await catchUp.begin(history);
    expect(taken).toEqual(["3", "4", "5"]);
    expect([...new Set(reads)]).toEqual(["tea", "thread of ann"]);
  });

  it("reads back from the newest, so that it never sees a question without its answer", async () => {
    const tea = Array.from({ length: 700 }, (_, place) => past(`${place}`, 700 - place));
    tea.push(answerTo("650", 0));
    const { catchUp, history, taken, reads } = benchOf({ tea });
    await catchUp.begin(history);
    expect(reads).toHaveLength(5);
    expect(taken).toHaveLength(498);
    expect(taken).not.toContain("650");
    expect(taken.at(-1)).toBe("699");
  });

  it("reads no further than the time goes", async () => {
    const tea = Array.from({ length: 300 }, (_, place) => past(`${place}`, (300 - place) * 6000));
    const { catchUp, history, taken, reads } = benchOf({ tea });
    await catchUp.begin(history);
    expect([reads.length, taken.length]).toEqual([1, 50]);
  });

  it("goes on where channels cannot be read, and tells of how many that are, and why", async () => {
    const { catchUp, history, taken, unread } = benchOf({ tea: [], milk: [], coffee: [past("a", 1000)] });
    const reason = new Error("no access");
    const readPage: typeof history.readPage = (channelId, beforeId) =>
      channelId === "coffee" ? history.readPage(channelId, beforeId) : Promise.reject(reason);
    await catchUp.begin({ ...history, readPage });
    expect([taken, unread]).toEqual([["a"], [[2, reason]]]);
  });

  it("gives way to a newer one, and to a stop", async () => {
    const { catchUp, history, taken } = benchOf({ tea: [past("a", 1000)] });
    const first = catchUp.begin(history);
    const second = catchUp.begin(history);
    await Promise.all([first, second]);
    expect(taken).toEqual(["a"]);
    const third = catchUp.begin(history);
    catchUp.stop();
    await third;
    expect(taken).toEqual(["a"]);
  });

  it("goes through each part of the servers by itself, and a stop ends all", async () => {
    const { catchUp, history, taken } = benchOf({ tea: [past("a", 1000)] });
    const other = benchOf({ coffee: [past("b", 1000)] }).history;
    await Promise.all([catchUp.begin(history), catchUp.begin(other)]);
    expect(taken.toSorted()).toEqual(["a", "b"]);
    const more = [catchUp.begin(history), catchUp.begin(other)];
    catchUp.stop();
    await Promise.all(more);
    expect(taken).toHaveLength(2);
  });

  it("hands on nothing of a member who is forgotten meanwhile", async () => {
    const { catchUp, history, taken } = benchOf({ tea: [past("a", 2000), past("b", 1000, { authorId: "ben" })] });
    const look = catchUp.begin(history);
    catchUp.forget(incoming().authorId);
    await look;
    expect(taken).toEqual(["b"]);
    await catchUp.begin(history);
    expect(taken).toEqual(["b", "a", "b"]);
  });

  it("asks nothing of Discord where the owner wants none", async () => {
    const { catchUp, history, reads } = benchOf({ tea: [past("a", 1000)] }, { minutes: 0 });
    await catchUp.begin(history);
    expect(reads).toEqual([]);
  });
});
