import { describe, expect, it } from "vitest";
import { beginTurn, type Delivery } from "../../../src/engine/conversation/turn.ts";
import { sendAnswer, sendParts, whileTyping } from "../../../src/engine/discord/reply.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const delayMs = 700;
const { signal } = new AbortController();

function benchOf() {
  const clock = new VirtualClock();
  const delivery = recordingDelivery();
  const troubles: unknown[] = [];
  const work = Promise.withResolvers<string>();
  const done = whileTyping(
    clock,
    delayMs,
    delivery,
    (thrown) => troubles.push(thrown),
    () => work.promise,
  );
  return { clock, delivery, troubles, work, done };
}

describe("typing", () => {
  it("is not shown for an answer that comes at once", async () => {
    const { clock, delivery, work, done } = benchOf();
    await clock.advance(delayMs - 1);
    work.resolve("hi");
    expect(await done).toBe("hi");
    await clock.advance(60_000);
    expect(delivery.typings).toBe(0);
  });

  it("is shown and refreshed while a slow answer is on its way, and not after it", async () => {
    const { clock, delivery, work, done } = benchOf();
    await clock.advance(delayMs);
    expect(delivery.typings).toBe(1);
    await clock.advance(16_000);
    expect(delivery.typings).toBe(3);
    work.resolve("hi");
    await done;
    await clock.advance(60_000);
    expect(delivery.typings).toBe(3);
  });

  it("gives up when it is refused, says so once, and does not disturb the answer", async () => {
    const { clock, delivery, troubles, work, done } = benchOf();
    delivery.showTyping = () => Promise.reject(new Error("refused"));
    await clock.advance(60_000);
    expect(troubles).toEqual([new Error("refused")]);
    work.resolve("hi");
    expect(await done).toBe("hi");
  });

  it("ends with an answer that fails", async () => {
    const { clock, delivery, work, done } = benchOf();
    work.reject(new Error("no answer"));
    await expect(done).rejects.toThrow("no answer");
    await clock.advance(60_000);
    expect(delivery.typings).toBe(0);
  });
});

describe("an answer in parts", () => {
  const turnOf = (parts: string[]) => {
    const delivery = recordingDelivery();
    const turn = beginTurn(incoming({ messageId: "9".repeat(20) }), delivery, 0, 0);
    turn.parts = parts;
    return { turn, delivery };
  };

  it("is sent in order, each part with a nonce of its own that Discord accepts", async () => {
    const { turn, delivery } = turnOf(["one", "two", "three"]);
    await sendParts(turn, signal);
    expect(delivery.replies).toEqual(["one", "two", "three"]);
    expect(turn.replyIds).toEqual(["sent-1", "sent-2", "sent-3"]);
    expect(new Set(delivery.nonces).size).toBe(3);
    expect(Math.max(...delivery.nonces.map(({ length }) => length))).toBeLessThanOrEqual(25);
  });

  it("remembers in which channel each part stands", async () => {
    const { turn, delivery } = turnOf(["one", "two"]);
    const elsewhere: Delivery["reply"] = (text, nonce) =>
      delivery.sendTo(text === "one" ? "thread" : "channel", text, nonce, signal);
    await sendAnswer({ ...turn, delivery: { ...delivery, answer: elsewhere } }, signal);
    expect(turn.replyIds).toEqual(["sent-1", "sent-2"]);
    expect(turn.replyChannelIds).toEqual(["thread", "channel"]);
  });

  it("keeps nothing of a part that Discord shows to its asker only", async () => {
    const { turn, delivery } = turnOf(["one"]);
    delivery.reply = () => Promise.resolve(null);
    await sendParts(turn, signal);
    expect([turn.replyIds, turn.replyChannelIds]).toEqual([[], []]);
  });

  it("remembers the parts that were sent when a later one is refused", async () => {
    const { turn, delivery } = turnOf(["one", "two"]);
    const { reply } = delivery;
    delivery.reply = (text, ...rest) => (text === "two" ? Promise.reject(new Error("refused")) : reply(text, ...rest));
    await expect(sendParts(turn, signal)).rejects.toThrow("refused");
    expect(turn.replyIds).toEqual(["sent-1"]);
  });

  it("stops between two parts when the bot is stopped", async () => {
    const { turn, delivery } = turnOf(["one", "two"]);
    const stopping = new AbortController();
    const { reply } = delivery;
    delivery.reply = (...part) => {
      stopping.abort();
      return reply(...part);
    };
    await expect(sendParts(turn, stopping.signal)).rejects.toThrow();
    expect(delivery.replies).toEqual(["one"]);
  });
});
