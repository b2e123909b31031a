import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import { backOffMs } from "../../../src/renderer/bridge/back-off.ts";
import { createIpcBridge } from "../../../src/renderer/bridge/ipc-bridge.ts";
import { CommandError, type ConnectionState } from "../../../src/renderer/bridge/panel-bridge.ts";
import type { PreloadApi } from "../../../src/shared/contract.ts";
import { defaultSettings } from "../../../src/shared/settings.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const well = () => Promise.resolve({ ok: true, value: defaultSettings() } as const);

/** A bridge on what the preload script offers, of which the test is in charge. */
function openBridge(invoke: PreloadApi["invoke"]) {
  let tellProgress: (id: number, progress: unknown) => void = () => undefined;
  const api = {
    invoke: vi.fn(invoke),
    cancel: vi.fn<PreloadApi["cancel"]>(),
    tellUnsaved: () => undefined,
    onEvent: () => () => undefined,
    onProgress(listener: typeof tellProgress) {
      tellProgress = listener;
      return () => undefined;
    },
  };
  const bridge = createIpcBridge(api);
  const states: ConnectionState[] = [];
  bridge.onConnection((state) => states.push(state));
  return { bridge, api, states, tellProgress };
}

/** The number under which a command was called last. */
function idOf({ invoke }: { invoke: Mock<PreloadApi["invoke"]> }, command: string): number {
  const call = invoke.mock.calls.findLast(([, name]) => name === command);
  if (!call) throw new Error(`${command} was not called`);
  return call[0];
}

describe("the bridge inside Electron", () => {
  it("is open once the main process has answered", async () => {
    const { states } = openBridge(well);
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(["connecting", "open"]);
  });

  it("rejects a refused command with the report that came", async () => {
    const error = { code: "not-found", message: "There is no such key.", mend: "Reload the panel." } as const;
    const { bridge } = openBridge(() => Promise.resolve({ ok: false, error }));
    await expect(bridge.call("keys/remove", { id: "a1b2c3d4e5f6" })).rejects.toMatchObject({ report: error });
  });

  it("says that the connection is lost where the main process does not answer, and finds it again by itself", async () => {
    let isDead = false;
    const { bridge, states } = openBridge(() => (isDead ? Promise.reject(new Error("gone")) : well()));
    await vi.advanceTimersByTimeAsync(0);
    isDead = true;
    const refused = await bridge.call("settings/get").catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(CommandError);
    expect(String(refused)).toContain("The connection to Quipdeck was lost");
    isDead = false;
    await vi.advanceTimersByTimeAsync(backOffMs(0));
    expect(states).toEqual(["connecting", "open", "lost", "open"]);
  });

  it("hands each call its own progress, and calls off the one that is no longer wanted", async () => {
    const { bridge, api, tellProgress } = openBridge((_id, command) =>
      command === "settings/get" ? well() : new Promise(() => undefined),
    );
    const panel = new AbortController();
    const heard: unknown[] = [];
    const onProgress = (progress: unknown) => heard.push(progress);
    void bridge.call("doctor/check", undefined, { signal: panel.signal, onProgress });
    void bridge.call("keys/compare-accounts");
    tellProgress(idOf(api, "keys/compare-accounts"), "another's");
    tellProgress(idOf(api, "doctor/check"), "its own");
    expect(heard).toEqual(["its own"]);
    expect(api.cancel).not.toHaveBeenCalled();
    panel.abort();
    expect(api.cancel.mock.calls).toEqual([[idOf(api, "doctor/check")]]);
  });

  it("waits no longer for the end of what it has called off than a host takes that is well", async () => {
    const { bridge } = openBridge((_id, command) =>
      command === "settings/get" ? well() : new Promise(() => undefined),
    );
    const panel = new AbortController();
    const check = bridge.call("doctor/check", undefined, { signal: panel.signal }).catch((thrown: unknown) => thrown);
    panel.abort();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await check).toMatchObject({ report: { code: "cancelled" } });
  });

  it("does not make a call that was called off before, and calls none off that has its answer", async () => {
    const { bridge, api } = openBridge(() => Promise.resolve({ ok: true, value: [] }));
    const panel = new AbortController();
    await bridge.call("doctor/check", undefined, { signal: panel.signal });
    panel.abort();
    expect(api.cancel).not.toHaveBeenCalled();
    const calls = api.invoke.mock.calls.length;
    const late = bridge.call("doctor/check", undefined, { signal: panel.signal });
    await expect(late).rejects.toMatchObject({ report: { code: "cancelled" } });
    expect(api.invoke.mock.calls).toHaveLength(calls);
  });

  it("asks no more once it is closed", async () => {
    const { bridge, api } = openBridge(() => Promise.reject(new Error("gone")));
    await vi.advanceTimersByTimeAsync(0);
    bridge.close();
    const asked = api.invoke.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.invoke.mock.calls.length).toBe(asked);
  });
});

describe("the time between two attempts", () => {
  it("doubles with each failure and stays within five seconds", () => {
    expect([0, 1, 2, 3, 4, 5, 100].map(backOffMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });
});
