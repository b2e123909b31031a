import { describe, expect, it } from "vitest";
import { type Call, createDispatch, type Handlers } from "../../src/engine/dispatch.ts";
import { QuipdeckError } from "../../src/shared/errors.ts";
import { VirtualClock } from "../support/virtual-clock.ts";

const secret = "hf_abcdefghijklmnop";

/** Every command does the same. */
function dispatchTo(
  work: (input: unknown, call: Call) => unknown,
  onUnexpected: (thrown: unknown, command: string) => void = () => undefined,
  clock = new VirtualClock(),
) {
  const handlers = new Proxy({}, { get: () => work }) as Handlers;
  return createDispatch({ handlers, clock, onUnexpected });
}

function throwing(thrown: unknown): () => never {
  return () => {
    throw thrown;
  };
}

describe("dispatching a command", () => {
  it("answers with what its handler gives", async () => {
    expect(await dispatchTo(() => null)("bot/stop", undefined)).toEqual({ ok: true, value: null });
  });

  it.each([
    ["a command that there is not", "bot/explode", undefined, "There is no command"],
    ["a name that every object has", "constructor", undefined, "There is no command"],
    ["input of another shape", "failures/get", { id: -1 }, "id"],
  ])("refuses %s without asking a handler", async (_name, command, input, words) => {
    const asked: string[] = [];
    const reply = await dispatchTo(() => asked.push(command))(command, input);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: "invalid-input", message: expect.stringContaining(words) },
    });
    expect(asked).toEqual([]);
  });

  it("answers with an error that was written for people as it is, and reports it to nobody", async () => {
    const unexpected: unknown[] = [];
    const error = new QuipdeckError("not-found", "It is gone.", "Reload.");
    const reply = await dispatchTo(throwing(error), (thrown) => unexpected.push(thrown))("bot/stop", undefined);
    expect(reply).toEqual({ ok: false, error: { code: "not-found", message: "It is gone.", mend: "Reload." } });
    expect(unexpected).toEqual([]);
  });

  it("reports any other error and keeps its text to itself", async () => {
    const unexpected: unknown[] = [];
    const error = new Error(secret);
    const dispatch = dispatchTo(throwing(error), (thrown, command) => unexpected.push(thrown, command));
    const reply = await dispatch("bot/stop", undefined);
    expect(reply).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(JSON.stringify(reply)).not.toContain(secret);
    expect(unexpected).toEqual([error, "bot/stop"]);
  });

  it("answers though the error cannot be recorded, and says so", async () => {
    const reply = await dispatchTo(throwing(new Error(secret)), throwing(new Error("disk")))("bot/stop", undefined);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: "internal", message: expect.stringContaining("could not be recorded") },
    });
  });
});

describe("a call that takes its time", () => {
  it("is refused as cancelled once it is called off, which is nobody's error", async () => {
    const unexpected: unknown[] = [];
    const panel = new AbortController();
    const untilCalledOff = (_input: unknown, { signal }: Call) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const reply = dispatchTo(untilCalledOff, (thrown) => unexpected.push(thrown))("doctor/check", undefined, {
      signal: panel.signal,
    });
    panel.abort();
    expect(await reply).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(unexpected).toEqual([]);
  });

  it("may answer with what there is when it is called off", async () => {
    const signal = AbortSignal.abort();
    const reply = await dispatchTo(() => "what there is")("bot/stop", undefined, { signal });
    expect(reply).toEqual({ ok: true, value: "what there is" });
  });

  it("reports an error of its own though it was called off", async () => {
    const unexpected: unknown[] = [];
    const dispatch = dispatchTo(throwing(new Error(secret)), (thrown) => unexpected.push(thrown));
    const reply = await dispatch("bot/stop", undefined, { signal: AbortSignal.abort() });
    expect(reply).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(unexpected).toHaveLength(1);
  });

  it("tells the newest of its progress, and the last of it before the answer", async () => {
    const clock = new VirtualClock();
    const heard: unknown[] = [];
    let work: Call | undefined;
    const end = Promise.withResolvers<string>();
    const dispatch = dispatchTo(
      (_input, call) => {
        work = call;
        return end.promise;
      },
      undefined,
      clock,
    );
    const reply = dispatch("bot/stop", undefined, { onProgress: (progress) => heard.push(progress) });
    for (const step of [1, 2, 3]) work?.tell(() => step);
    expect(heard).toEqual([]);
    await clock.advance(50);
    expect(heard).toEqual([3]);
    work?.tell(() => 4);
    end.resolve("done");
    expect(await reply).toEqual({ ok: true, value: "done" });
    work?.tell(() => "too late");
    await clock.advance(1000);
    expect(heard).toEqual([3, 4]);
  });

  it("answers though telling of it goes wrong, which is reported once", async () => {
    const unexpected: unknown[] = [];
    const error = new Error(secret);
    const work = (_input: unknown, { tell }: Call) => tell(() => "half");
    const dispatch = dispatchTo(work, (thrown) => unexpected.push(thrown));
    expect((await dispatch("bot/stop", undefined, { onProgress: throwing(error) })).ok).toBe(true);
    expect(unexpected).toEqual([error]);
  });

  it("works nothing out where nobody looks on", async () => {
    const read = () => {
      throw new Error("nobody wants to know");
    };
    const reply = await dispatchTo((_input, { tell }) => tell(read))("bot/stop", undefined);
    expect(reply.ok).toBe(true);
  });
});
