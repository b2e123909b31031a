import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { startKit } from "../support/engine-kit.ts";

/**
 * Discord's limits are numbers in a window: with every window and delay so many times shorter, a minute of the crowd
 * passes so many times faster. QUIPDECK_CROWD_SPEED=1 runs it in real time.
 */
const speed = Number(process.env.QUIPDECK_CROWD_SPEED ?? 5);
const key = "hf_primary_key_of_no_value_aaaa";
const members = 1000;
const online = 400;
const channelCount = 5;
const questionsPerSecond = 20;
const seconds = 60;
const sendWindowMs = 5000;

const inRealTime = (ms: number) => ms / speed;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function startCrowdKit() {
  return startKit({
    keys: { [key]: { delayMs: inRealTime(400) } },
    discord: {
      sendWindowMs: inRealTime(sendWindowMs),
      typingWindowMs: inRealTime(sendWindowMs),
      globalPerSecond: 50 * speed,
      otherPerWindow: 50 * speed,
    },
  });
}

type CrowdKit = Awaited<ReturnType<typeof startCrowdKit>>;

interface Asked {
  id: string;
  /** Seconds since the first question, as on the real Discord. */
  second: number;
  /** ms since the epoch. */
  askedAt: number;
}

/** Everybody who is online asks in turn, each in their own one of the channels. */
async function letTheCrowdAsk(kit: CrowdKit, onSecond: (second: number) => void): Promise<Asked[]> {
  const channels = Array.from({ length: channelCount }, (_, index) =>
    kit.discord.createTextChannel(kit.guild, { name: `channel-${index}` }),
  );
  const everybody = Array.from({ length: members }, (_, index) =>
    kit.discord.addMember(kit.guild, { name: `member-${index}` }),
  );
  const asked: Asked[] = [];
  const startedAt = performance.now();
  for (let count = 0; count < questionsPerSecond * seconds; count += 1) {
    const author = everybody[count % online] ?? kit.ann;
    const channelId = channels[(count % online) % channelCount]?.id ?? "";
    const { id } = kit.discord.post({
      channelId,
      author,
      content: `question ${count}`,
      mentions: [kit.discord.botUser],
    });
    const second = Math.floor(count / questionsPerSecond);
    asked.push({ id, second, askedAt: Date.now() });
    if (count % questionsPerSecond === 0) onSecond(second);
    await sleep(Math.max(0, startedAt + inRealTime(((count + 1) * 1000) / questionsPerSecond) - performance.now()));
  }
  return asked;
}

/** Bytes that are still in use; what the fakes have noted of the crowd is among them. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

/** What became of each question, by message id; grows as the log does. */
function followOutcomes(kit: CrowdKit) {
  const outcomes = new Map<string, string[]>();
  kit.engine.subscribe(
    ({ event }) => {
      for (const { messageId, outcome } of event.type === "log" ? event.entries : []) {
        outcomes.set(messageId, [...(outcomes.get(messageId) ?? []), outcome]);
      }
    },
    ["log"],
  );
  return outcomes;
}

/** How long each question waited for its answer, ms as on the real Discord, with the second in which it was asked. */
function waitsOf(kit: CrowdKit, asked: readonly Asked[]): { second: number; waitMs: number }[] {
  const sentAt = new Map(kit.discord.sent.map(({ message_reference, at }) => [message_reference?.message_id, at]));
  return asked.flatMap(({ id, second, askedAt }) => {
    const at = sentAt.get(id);
    return at === undefined ? [] : [{ second, waitMs: (at - askedAt) * speed }];
  });
}

const shortestAndLongest = (waits: { waitMs: number }[]) => {
  const sorted = waits.map(({ waitMs }) => waitMs).toSorted((a, b) => a - b);
  return [sorted[0] ?? 0, sorted.at(-1) ?? 0] as const;
};

describe("a crowd of 1,000, of whom 400 are online, with 20 questions a second for a minute in five channels", () => {
  it("is served fairly and within Discord's limits, and every question has its end", async () => {
    const kit = await startCrowdKit();
    const outcomes = followOutcomes(kit);
    await kit.call("bot/start");
    const heap: number[] = [];
    const asked = await letTheCrowdAsk(kit, (second) => {
      if (second % 20 === 0) heap.push(heapInUse());
    });
    await expect.poll(() => outcomes.size, { timeout: inRealTime(120_000) }).toBe(asked.length);

    // Every question has one outcome, and every answered one just one answer.
    const ends = asked.map(({ id }) => outcomes.get(id) ?? []);
    expect(ends.filter(({ length }) => length !== 1)).toEqual([]);
    expect(new Set(ends.flat())).toEqual(new Set(["answered", "overloaded"]));
    const answered = asked.filter((_, index) => ends[index]?.[0] === "answered").map(({ id }) => id);
    const repliedTo = kit.discord.sent.map((message) => message.message_reference?.message_id ?? "");
    expect(repliedTo.toSorted()).toEqual(answered.toSorted());

    // Discord lets out five messages in five seconds in each of five channels: all of that is used, and no more asked for.
    expect(answered.length).toBeGreaterThan(0.8 * channelCount * seconds);
    const limited = kit.discord.requests.filter(({ status }) => status === 429).map(({ path }) => path);
    expect(limited.length).toBe(new Set(limited).size);

    const waits = waitsOf(kit, asked);
    for (let second = 0; second < seconds; second += 1) {
      const [shortest, longest] = shortestAndLongest(waits.filter((wait) => wait.second === second));
      // Below two of Discord's windows it matters most into which of them an answer falls.
      expect(longest).toBeLessThanOrEqual(2 * Math.max(shortest, 2 * sendWindowMs));
    }
    // Once the queue has filled, all who get in wait alike, whenever they asked.
    const [shortest, longest] = shortestAndLongest(waits.filter(({ second }) => second >= 20));
    expect(longest).toBeLessThanOrEqual(2 * shortest);

    const [, afterTwenty = 0, afterForty = 0] = heap;
    expect(afterForty - afterTwenty).toBeLessThan(16_000_000);
  }, 180_000);
});
