import { describe, expect, it } from "vitest";
import type { CallOptions } from "../../src/engine/dispatch.ts";
import { PanelCalls } from "../../src/engine/panel-calls.ts";
import type { Reply } from "../../src/shared/contract.ts";
import { cancelled } from "../../src/shared/errors.ts";

const ignore = () => undefined;

/** A panel's calls to an engine that answers each only when it is called off, with the command's name. */
function openPanel() {
  const calledOff: string[] = [];
  const dispatch = (command: string, _input: unknown, { signal }: CallOptions = {}) =>
    new Promise<Reply>((resolve) =>
      signal?.addEventListener("abort", () => {
        calledOff.push(command);
        resolve({ ok: false, error: cancelled });
      }),
    );
  return { calls: new PanelCalls(dispatch), calledOff };
}

describe("the calls of a panel", () => {
  it("are called off one by one", async () => {
    const { calls, calledOff } = openPanel();
    void calls.run(1, "doctor/check", undefined, ignore);
    const test = calls.run(2, "keys/test", undefined, ignore);
    calls.cancel(2);
    calls.cancel(7);
    expect(await test).toEqual({ ok: false, error: cancelled });
    expect(calledOff).toEqual(["keys/test"]);
  });

  it("have numbers of their own: what has another one, or that of a call at work, is refused", async () => {
    const { calls } = openPanel();
    void calls.run(1, "doctor/check", undefined, ignore);
    for (const id of [1, -1, 1.5, "2", undefined]) {
      expect(await calls.run(id, "keys/test", undefined, ignore)).toMatchObject({ error: { code: "invalid-input" } });
    }
  });

  it("tell no more once the panel is gone", () => {
    const tellers: CallOptions["onProgress"][] = [];
    const heard: unknown[] = [];
    const calls = new PanelCalls((_command, _input, { onProgress } = {}) => {
      tellers.push(onProgress);
      return new Promise(() => undefined);
    });
    void calls.run(1, "doctor/check", undefined, (progress) => heard.push(progress));
    tellers[0]?.("before");
    calls.cancelAll();
    void calls.run(1, "doctor/check", undefined, (progress) => heard.push(progress));
    tellers[0]?.("too late");
    tellers[1]?.("of the new page");
    expect(heard).toEqual(["before", "of the new page"]);
  });

  it("are all called off when the panel is gone", () => {
    const { calls, calledOff } = openPanel();
    void calls.run(1, "doctor/check", undefined, ignore);
    void calls.run(2, "keys/test", undefined, ignore);
    calls.cancelAll();
    expect(calledOff).toEqual(["doctor/check", "keys/test"]);
  });

  it("of a page that was loaded anew may have the numbers of the one before", async () => {
    const { calls, calledOff } = openPanel();
    const before = calls.run(1, "doctor/check", undefined, ignore);
    calls.cancelAll();
    void calls.run(1, "keys/test", undefined, ignore);
    await before;
    calls.cancel(1);
    expect(calledOff).toEqual(["doctor/check", "keys/test"]);
  });
});
