import { describe, expect, it } from "vitest";
import type { SendLimit } from "../../../../src/engine/discord/send-limits.ts";
import type { CallRequest, CallResult } from "../../../../src/engine/inference/model-call.ts";
import { bandOf, occurrenceOf } from "../../../../src/engine/quota/rehearsal/bands.ts";
import { SimulatedDiscord } from "../../../../src/engine/quota/rehearsal/simulated-discord.ts";
import { createSimulatedService } from "../../../../src/engine/quota/rehearsal/simulated-service.ts";
import { VirtualTime } from "../../../../src/engine/quota/rehearsal/virtual-time.ts";
import { WaitHistogram } from "../../../../src/engine/quota/rehearsal/wait-histogram.ts";
import { seededRandom } from "../../../../src/engine/random.ts";
import { scenarioSchema } from "../../../../src/shared/scenario.ts";
import type { Limit } from "../../../../src/shared/settings.ts";
import { settle } from "../../../support/rehearsal-kit.ts";

const startAt = Date.parse("2026-03-02T10:50:00Z");
const { signal } = new AbortController();

/** Runs the timers until none is left. */
async function runOut(time: VirtualTime): Promise<void> {
  await settle();
  while (time.runNext()) await settle();
}

describe("virtual time", () => {
  it("runs timers in the order of their moments, and those of one moment in the order in which they were set", () => {
    const time = new VirtualTime(startAt);
    const ran: string[] = [];
    time.after(20, () => ran.push("late"));
    time.after(10, () => ran.push("first"));
    const cancel = time.after(10, () => ran.push("cancelled"));
    time.after(10, () => ran.push(`second at ${time.now() - startAt}`));
    cancel();
    while (time.runNext());
    expect(ran).toEqual(["first", "second at 10", "late"]);
    expect(time.monotonic()).toBe(20);
  });

  it("lets a timer set others, and tells whole milliseconds as wall time", () => {
    const time = new VirtualTime(startAt);
    time.after(0.4, () => time.after(0.4, () => undefined));
    while (time.runNext());
    expect(time.monotonic()).toBeCloseTo(0.8);
    expect(time.now()).toBe(startAt);
  });
});

describe("the simulated Discord", () => {
  const rules = { sendsPerWindow: 5, sendWindowMs: 5000, latencyMs: 100 };

  async function sendTimes(channels: string[], onSendLimit: (limit: SendLimit) => void = () => undefined) {
    const time = new VirtualTime(startAt);
    const discord = new SimulatedDiscord(time, rules, onSendLimit);
    const times: number[] = [];
    for (const channel of channels) {
      void discord
        .deliveryTo(channel)
        .reply("hi", "1-0", signal)
        .then(() => times.push(time.monotonic()));
    }
    await runOut(time);
    return times;
  }

  it("takes five sends to a channel in five seconds, one after the other, and lets the next ones wait", async () => {
    expect(await sendTimes(Array(12).fill("a"))).toEqual([
      ...[100, 200, 300, 400, 500],
      ...[5100, 5200, 5300, 5400, 5500],
      ...[10_100, 10_200],
    ]);
  });

  it("counts each channel by itself", async () => {
    expect(await sendTimes(["a", "b", "a", "b"])).toEqual([100, 100, 200, 200]);
  });

  it("tells with each send how many a channel takes", async () => {
    const told: SendLimit[] = [];
    await sendTimes(["a", "b"], (limit) => told.push(limit));
    expect(told).toEqual([
      { channelId: "a", messages: 5 },
      { channelId: "b", messages: 5 },
    ]);
  });

  it("ends a waiting send with the session", async () => {
    const session = new AbortController();
    const sent = new SimulatedDiscord(new VirtualTime(startAt), rules, () => undefined)
      .deliveryTo("a")
      .reply("hi", "1-0", session.signal);
    session.abort();
    await expect(sent).rejects.toThrow();
  });
});

describe("the simulated inference service", () => {
  const hourly: Limit = { window: "hour", unit: "requests", amount: 2 };
  const monthly: Limit = { window: "month", unit: "characters", amount: 100 };
  const request: CallRequest = {
    ...{ secret: "key", model: "m", endpointUrl: null, temperature: 0.8, maxTokens: 400, timeoutMs: 30_000 },
    messages: [{ role: "user", content: "x".repeat(60) }],
  };

  function serviceWith(limits: Limit[], model: object = {}, counting: object = {}) {
    const time = new VirtualTime(startAt);
    const scenario = scenarioSchema.parse({ model, limits, ...counting });
    const call = createSimulatedService({ clock: time, random: seededRandom(1), scenario });
    const ask = async (change: Partial<CallRequest> = {}): Promise<CallResult> => {
      const result = call({ ...request, ...change }, signal);
      await runOut(time);
      return result;
    };
    return { time, ask, call };
  }

  it("refuses with 429 what goes beyond an hour, each key by itself, until the hour turns", async () => {
    const { time, ask } = serviceWith([hourly], { failureShare: 0 });
    const statuses = async (count: number, secret: string) => {
      const results: (number | null)[] = [];
      for (let index = 0; index < count; index += 1) results.push((await ask({ secret })).status);
      return results;
    };
    expect(await statuses(3, "one")).toEqual([200, 200, 429]);
    expect(await statuses(3, "two")).toEqual([200, 200, 429]);
    time.after(10 * 60_000, () => undefined);
    await runOut(time);
    expect(await statuses(1, "one")).toEqual([200]);
  });

  it("says that the month's credits are used up with 402", async () => {
    const { ask } = serviceWith([monthly], { failureShare: 0, answerCharacters: 1 });
    expect((await ask()).status).toBe(200);
    expect(await ask()).toMatchObject({ ok: false, kind: "http", status: 402 });
  });

  it("takes the model's time: half of the answers the median, 95 of 100 no more than asked", async () => {
    const { time, ask } = serviceWith([], { failureShare: 0, medianAnswerMs: 1000, p95AnswerMs: 3000 });
    const times: number[] = [];
    for (let index = 0; index < 2000; index += 1) {
      const before = time.monotonic();
      await ask();
      times.push(time.monotonic() - before);
    }
    const sorted = times.toSorted((a, b) => a - b);
    expect(sorted[1000]).toBeGreaterThan(940);
    expect(sorted[1000]).toBeLessThan(1060);
    expect(sorted[1900]).toBeGreaterThan(2700);
    expect(sorted[1900]).toBeLessThan(3300);
  });

  it("fails and falls silent as often as asked", async () => {
    const { ask } = serviceWith([], { failureShare: 0.2, silenceShare: 0.1 });
    const kinds = { ok: 0, http: 0, timeout: 0 };
    for (let index = 0; index < 1000; index += 1) {
      const result = await ask();
      kinds[result.ok ? "ok" : (result.kind as "http" | "timeout")] += 1;
    }
    expect(kinds.http).toBeGreaterThan(150);
    expect(kinds.http).toBeLessThan(250);
    expect(kinds.timeout).toBeGreaterThan(65);
    expect(kinds.timeout).toBeLessThan(140);
  });

  it("counts all that is sent and received, or what the scenario adds to the member's own words", async () => {
    const usageWith = async (counting: object) => {
      const { ask } = serviceWith([], { failureShare: 0, answerCharacters: 100 }, counting);
      const result = await ask();
      return { usage: result.usage, answered: result.ok ? result.text.length : 0 };
    };
    const { usage, answered } = await usageWith({});
    expect(usage).toEqual({ requests: 1, characters: 60 + answered, tokens: Math.ceil((60 + answered) / 4) });
    const added = await usageWith({ overheadCharacters: 40, charactersPerToken: 2 });
    expect(added.usage).toEqual({ requests: 1, characters: 100, tokens: 50 });
  });

  it("ends an answer where the most tokens that were asked for are full", async () => {
    const { ask } = serviceWith([], { failureShare: 0, answerCharacters: 20_000 }, { charactersPerToken: 3 });
    expect(await ask({ maxTokens: 50 })).toMatchObject({ ok: true, text: expect.stringMatching(/^.{150}$/) });
  });

  it("ends a cancelled call as cancelled", async () => {
    const { call } = serviceWith([]);
    const controller = new AbortController();
    const result = call(request, controller.signal);
    controller.abort();
    expect(await result).toMatchObject({ ok: false, kind: "cancelled" });
  });
});

describe("the figures over many runs", () => {
  it("are a median between bounds for 95 of 100 runs", () => {
    const runs = Array.from({ length: 201 }, (_, index) => index);
    expect(bandOf(runs)).toEqual({ low: 5, mid: 100, high: 195 });
    expect(bandOf([7])).toEqual({ low: 7, mid: 7, high: 7 });
  });

  it("are the lowest and the highest where the runs are too few for percentiles", () => {
    expect(bandOf([3, 1, 2])).toEqual({ low: 1, mid: 2, high: 3 });
    expect(bandOf(Array.from({ length: 39 }, (_, index) => index))).toEqual({ low: 0, mid: 19, high: 38 });
    expect(bandOf(Array.from({ length: 40 }, (_, index) => index)).low).toBeGreaterThan(0);
  });

  it("tell how often something happens, and when in the runs in which it does", () => {
    expect(occurrenceOf([null, 10, null, 20])).toEqual({ share: 0.5, at: { low: 10, mid: 15, high: 20 } });
    expect(occurrenceOf([null])).toEqual({ share: 0, at: null });
  });

  it("keep percentiles of waiting times to 2 % in bounded memory", () => {
    const waits = new WaitHistogram();
    for (let ms = 1; ms <= 100_000; ms += 1) waits.add(ms);
    for (const share of [0.5, 0.95, 0.99]) {
      expect(waits.percentile(share) / (share * 100_000)).toBeGreaterThan(0.98);
      expect(waits.percentile(share) / (share * 100_000)).toBeLessThan(1.021);
    }
    expect(new WaitHistogram().percentile(0.5)).toBe(0);
  });
});
