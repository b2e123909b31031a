import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Admission,
  createTurnQueue,
  type Place,
  type QueueLimits,
} from "../../../src/engine/conversation/turn-queue.ts";
import { VirtualClock } from "../../support/virtual-clock.ts";

const roomy: QueueLimits = { maxConcurrent: 1, maxWaiting: 100, staleAfterMs: 60_000 };

function benchOf(overrides: Partial<QueueLimits> = {}) {
  const clock = new VirtualClock();
  const limits = { ...roomy, ...overrides };
  const sendLimits = new Map<string, number>();
  const sendLimit = (channelId: string) => sendLimits.get(channelId) ?? null;
  const queue = createTurnQueue({ clock, limits: () => limits, sendLimit });
  const served: string[] = [];
  /** Enters a question named after its member; what it holds is kept until `finish`. */
  function ask(
    name: string,
    channelId = "general",
    conversationId: string | null = null,
    signal = new AbortController().signal,
  ): Promise<Admission> {
    const authorId = name.replace(/\d+$/, "");
    const admission = queue.enter({ channelId, authorId, conversationId, arrivedMs: clock.monotonic() }, signal);
    return admission.then((found) => {
      if (found.admitted) served.push(name);
      return found;
    });
  }
  return { clock, limits, sendLimits, queue, served, ask };
}

async function place(admission: Promise<Admission>): Promise<Place> {
  const found = await admission;
  if (!found.admitted) throw new Error(`not admitted: ${found.outcome}`);
  return found;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("the turn queue", () => {
  it("lets a crowd's one question pass before the tenth of one member", async () => {
    const { ask, served } = benchOf();
    let current = place(ask("loud0"));
    const rest = ["loud1", "loud2", "loud3", "quiet1"].map((name) => place(ask(name)));
    for (let left = rest.length; left >= 0; left -= 1) {
      (await current).leave();
      await settle();
      const next = served.at(-1);
      current = rest[["loud1", "loud2", "loud3", "quiet1"].indexOf(next ?? "")] ?? current;
    }
    expect(served).toEqual(["loud0", "loud1", "quiet1", "loud2", "loud3"]);
  });

  it("works on as many turns as the owner allows, and on one of a conversation", async () => {
    const { ask, queue, served } = benchOf({ maxConcurrent: 3 });
    const first = place(ask("ann", "general", "tea"));
    void ask("ben", "general", "tea");
    void ask("cat", "general");
    void ask("dan", "games");
    void ask("eve", "games");
    await settle();
    expect(served).toEqual(["ann", "cat", "dan"]);
    expect([queue.inFlight, queue.waiting]).toEqual([3, 2]);
    (await first).leave();
    await settle();
    expect(served).toEqual(["ann", "cat", "dan", "ben"]);
  });

  it("lets answers of a channel appear in the order of their admission", async () => {
    const { ask } = benchOf({ maxConcurrent: 2 });
    const first = await place(ask("ann"));
    const second = await place(ask("ben"));
    let mayAnswer = false;
    void second.predecessorsLeft.then(() => {
      mayAnswer = true;
    });
    await settle();
    expect(mayAnswer).toBe(false);
    first.leave();
    await settle();
    expect(mayAnswer).toBe(true);
  });

  it("begins no answer that Discord would not let out soon, while other channels could go on", async () => {
    const { ask, queue, sendLimits, served } = benchOf({ maxConcurrent: 4 });
    sendLimits.set("busy", 2);
    const first = await place(ask("ann", "busy"));
    const second = await place(ask("ben", "busy"));
    void ask("cat", "busy");
    void ask("cat2", "quiet");
    void ask("dan", "quiet");
    await settle();
    expect(served).toEqual(["ann", "ben", "cat2", "dan"]);
    expect([queue.inFlight, queue.waiting]).toEqual([4, 1]);
    first.written(3);
    second.leave();
    await settle();
    expect(served).not.toContain("cat");
    first.leave();
    await settle();
    expect(served).toContain("cat");
  });

  it("lets the next answer be written while one that is written waits for Discord", async () => {
    const { ask, queue, served } = benchOf();
    const first = await place(ask("ann"));
    void ask("ben", "games");
    expect(served).toEqual(["ann"]);
    first.written(1);
    await settle();
    expect(served).toEqual(["ann", "ben"]);
    first.leave();
    expect(queue.inFlight).toBe(1);
  });

  it("forgets whoever gives up, and keeps their place in the round for what they ask instead", async () => {
    const { ask, queue, served } = benchOf();
    const working = await place(ask("ann"));
    const giveUp = new AbortController();
    const given = ask("ben1", "general", null, giveUp.signal);
    void ask("cat");
    giveUp.abort(new Error("joined"));
    await expect(given).rejects.toThrow("joined");
    void ask("ben2");
    expect(queue.waiting).toBe(2);
    working.leave();
    await settle();
    expect(served).toEqual(["ann", "ben2"]);
  });

  it("drops what waited too long instead of answering late", async () => {
    const { ask, clock } = benchOf({ staleAfterMs: 5000 });
    const first = await place(ask("ann"));
    const late = ask("ben");
    await clock.advance(5001);
    const fresh = ask("cat");
    first.leave();
    expect(await late).toEqual({ admitted: false, outcome: "stale" });
    expect(await fresh).toMatchObject({ admitted: true });
  });

  it("refuses at once when too many wait", async () => {
    const { ask } = benchOf({ maxWaiting: 1 });
    await place(ask("ann"));
    void ask("ben");
    expect(await ask("cat")).toEqual({ admitted: false, outcome: "overloaded" });
  });

  it("turns away a loud member's newest question rather than a quiet member's first", async () => {
    const { ask } = benchOf({ maxWaiting: 3 });
    await place(ask("ann"));
    const loud = ["loud1", "loud2", "loud3"].map((name) => ask(name));
    void ask("quiet1");
    expect(await loud[2]).toEqual({ admitted: false, outcome: "overloaded" });
    expect(await ask("loud4")).toEqual({ admitted: false, outcome: "overloaded" });
  });

  it("makes room of what is stale before it refuses anybody", async () => {
    const { ask, clock, queue } = benchOf({ maxWaiting: 1, staleAfterMs: 5000 });
    await place(ask("ann"));
    const late = ask("ben");
    await clock.advance(5001);
    void ask("cat");
    expect(await late).toEqual({ admitted: false, outcome: "stale" });
    expect(queue.waiting).toBe(1);
  });

  it("counts whoever leaves twice once", async () => {
    const { ask, queue } = benchOf();
    const working = await place(ask("ann"));
    working.leave();
    working.leave();
    expect([queue.inFlight, queue.waiting]).toEqual([0, 0]);
  });

  it("follows changed limits at the next decision", async () => {
    const { ask, limits, served } = benchOf();
    const first = await place(ask("ann"));
    void ask("ben");
    void ask("cat");
    limits.maxConcurrent = 2;
    first.leave();
    await settle();
    expect(served).toEqual(["ann", "ben", "cat"]);
  });

  it("loses nobody, keeps each member's order in a channel, and never exceeds its limits, whatever comes", async () => {
    const asking = fc.record({ member: fc.constantFrom("a", "b", "c"), channel: fc.constantFrom("x", "y") });
    await fc.assert(
      fc.asyncProperty(fc.array(asking, { maxLength: 30 }), async (questions) => {
        const { queue, ask, served } = benchOf({ maxConcurrent: 2 });
        const names = questions.map(({ member }, index) => `${member}${index}`);
        const ends = questions.map(async ({ channel }, index) => {
          const held = await place(ask(names[index] ?? "", channel, channel));
          expect(queue.inFlight).toBeLessThanOrEqual(2);
          await settle();
          held.leave();
        });
        await Promise.all(ends);
        expect(served.toSorted()).toEqual(names.toSorted());
        const places = served.map((name) => names.indexOf(name));
        for (const [place, { member, channel }] of questions.entries()) {
          const earlier = questions.findLastIndex(
            (other, index) => index < place && other.member === member && other.channel === channel,
          );
          expect(places.indexOf(place)).toBeGreaterThan(earlier === -1 ? -1 : places.indexOf(earlier));
        }
      }),
      { numRuns: 50 },
    );
  });
});
