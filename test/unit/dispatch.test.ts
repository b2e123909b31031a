import { describe, expect, it } from "vitest";
import { createDispatch, type Handlers } from "../../src/engine/dispatch.ts";
import { QuipdeckError } from "../../src/shared/errors.ts";

const secret = "hf_abcdefghijklmnop";

/** Every command does the same. */
function dispatchTo(work: () => unknown, onUnexpected: (thrown: unknown, command: string) => void = () => undefined) {
  const handlers = new Proxy({}, { get: () => work }) as Handlers;
  return createDispatch(handlers, onUnexpected);
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
