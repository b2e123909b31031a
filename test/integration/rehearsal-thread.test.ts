import { describe, expect, it } from "vitest";
import type { RehearsalState } from "../../src/shared/rehearsal.ts";
import { startKit } from "../support/engine-kit.ts";

type Kit = Awaited<ReturnType<typeof startKit>>;

/** More than a thread plays in a second. */
const long = { scenario: { days: 31, members: 5000, limits: [] }, runs: 5 };

/** Resolves with the first state that fits, past or coming. */
function stateOf(kit: Kit, fits: (state: RehearsalState) => boolean): Promise<RehearsalState> {
  return new Promise((resolve) => {
    const known = kit.engine.snapshot().rehearsal;
    if (known && fits(known)) return resolve(known);
    const stop = kit.engine.subscribe(({ event }) => {
      if (event.type !== "rehearsal" || !fits(event.rehearsal)) return;
      stop();
      resolve(event.rehearsal);
    });
  });
}

describe("a rehearsal beside the bot", () => {
  it("tells how far it is, and leaves its result in the snapshot", async () => {
    const kit = await startKit();
    expect(kit.engine.snapshot().rehearsal).toBeNull();
    await kit.call("rehearsal/start", { scenario: { members: 4000 }, runs: 3, seed: 5 });
    const done = await stateOf(kit, ({ state }) => state === "done");
    expect(done).toMatchObject({ progress: 1, problem: null, request: { seed: 5, runs: 3 } });
    expect(done.result?.sentence).toMatch(/^The keys answer/);
    expect(done.result?.whatIfs.length).toBeGreaterThan(2);
    expect(kit.engine.snapshot().rehearsal).toEqual(done);
    const shares = kit.events.flatMap((event) => (event.type === "rehearsal" ? event.rehearsal.progress : []));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
  });

  it("does not hold up the engine, which answers members and the panel meanwhile", async () => {
    const kit = await startKit();
    await kit.call("bot/start");
    await kit.call("rehearsal/start", long);
    await stateOf(kit, ({ progress }) => progress > 0);
    const { id } = kit.ask("are you still there?");
    expect((await kit.logged(id)).outcome).toBe("understudied");
    const asked = performance.now();
    await kit.call("settings/get");
    expect(kit.engine.snapshot().rehearsal?.state).toBe("running");
    expect(performance.now() - asked).toBeLessThan(500);
  });

  it("ends at once when it is cancelled, and tells nothing any more", async () => {
    const kit = await startKit();
    await kit.call("rehearsal/start", long);
    await stateOf(kit, ({ progress }) => progress > 0);
    await kit.call("rehearsal/cancel");
    const { progress } = await stateOf(kit, ({ state }) => state === "cancelled");
    await kit.call("rehearsal/cancel");
    expect(kit.engine.snapshot().rehearsal).toMatchObject({ state: "cancelled", progress, result: null });
  });

  it("gives way to the next one", async () => {
    const kit = await startKit();
    await kit.call("rehearsal/start", long);
    await kit.call("rehearsal/start", { scenario: { members: 100 }, runs: 1, whatIfs: false });
    const done = await stateOf(kit, ({ state }) => state === "done");
    expect(done).toMatchObject({ id: 2, request: { runs: 1 } });
  });

  it.each([
    [{ scenario: { members: -5 } }, "scenario.members: must not be negative."],
    [{ scenario: { regularShare: 1.5 } }, "scenario.regularShare: must be a share from 0 to 1."],
    [{ scenario: { days: 0 } }, "scenario.days"],
    [
      { scenario: { limits: [{ window: "hour" as const, unit: "requests" as const, amount: 0 }] } },
      "must be at least 1",
    ],
    [{ scenario: { hourWeights: Array(24).fill(0) } }, "must hold a weight above 0"],
    [{ scenario: { members: 10_000_000, regularShare: 1, lines: 100 } }, "at most 20,000,000 can be played"],
    [{ runs: 0 }, "runs: must be at least 1."],
  ])("is refused with a sentence for %j, and the last one stays", async (input, sentence) => {
    const kit = await startKit();
    await kit.call("rehearsal/start", long);
    await expect(kit.call("rehearsal/start", input)).rejects.toThrow(sentence);
    expect(kit.engine.snapshot().rehearsal).toMatchObject({ id: 1, state: "running" });
  });

  it("ends with the engine", async () => {
    const ended = Promise.withResolvers<unknown>();
    const kit = await startKit({
      runRehearsal: (_job, _onProgress, signal) =>
        new Promise(() => signal.addEventListener("abort", () => ended.resolve(signal.aborted))),
    });
    await kit.call("rehearsal/start");
    await kit.engine.close();
    expect(await ended.promise).toBe(true);
  });

  it("that breaks is told as failed, with a sentence, and kept as a failure of Quipdeck's own", async () => {
    const kit = await startKit({ runRehearsal: () => Promise.reject(new TypeError("a defect")) });
    await kit.call("rehearsal/start");
    const { problem } = await stateOf(kit, ({ state }) => state === "failed");
    expect(problem?.message).toBe("Something went wrong inside Quipdeck.");
    const [failure] = await kit.call("failures/list", {});
    expect(failure).toMatchObject({ cause: "command/rehearsal/start/TypeError" });
  });
});
