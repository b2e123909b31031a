import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { ConnectionState, PanelBridge } from "../../../src/renderer/bridge/panel-bridge.ts";
import { createWebSocketBridge } from "../../../src/renderer/bridge/web-socket-bridge.ts";
import type { ServerFrame } from "../../../src/shared/contract.ts";
import { cancelled } from "../../../src/shared/errors.ts";

let server: WebSocketServer;
let bridge: PanelBridge;
let sockets: WebSocket[];
let shown: Promise<void>;

beforeEach(async () => {
  sockets = [];
  shown = Promise.resolve();
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise((resolve) => server.once("listening", resolve));
});
afterEach(async () => {
  bridge.close();
  for (const socket of sockets) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** A bridge to the test's own server; gives the states it went through. */
function openBridge(isRefused = false): ConnectionState[] {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/bridge`;
  bridge = createWebSocketBridge({ url, isRefused: () => Promise.resolve(isRefused), whenShown: () => shown });
  const states: ConnectionState[] = [];
  bridge.onConnection((state) => states.push(state));
  return states;
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3000 });
const send = (frame: ServerFrame) => sockets.at(-1)?.send(JSON.stringify(frame));

describe("the bridge in a browser", () => {
  it("gives each call its own answer, in whatever order they come", async () => {
    const states = openBridge();
    await eventually(() => expect(states).toEqual(["connecting", "open"]));
    const calls = [bridge.call("bot/start"), bridge.call("sanitizer/run", { text: "hi" })];
    send({ type: "reply", id: 2, reply: { ok: true, value: { input: "hi", output: "hi", removed: [] } } });
    send({ type: "reply", id: 1, reply: { ok: true, value: null } });
    expect(await Promise.all(calls)).toEqual([null, { input: "hi", output: "hi", removed: [] }]);
  });

  it("hands a call its progress, and calls it off when it is no longer wanted", async () => {
    const states = openBridge();
    await eventually(() => expect(states.at(-1)).toBe("open"));
    const received: unknown[] = [];
    sockets.at(-1)?.on("message", (data) => received.push(JSON.parse(String(data))));
    const panel = new AbortController();
    const heard: unknown[] = [];
    const onProgress = (progress: unknown) => heard.push(progress);
    const check = bridge.call("doctor/check", undefined, { signal: panel.signal, onProgress });
    send({ type: "progress", id: 1, progress: "half" });
    await eventually(() => expect(heard).toEqual(["half"]));
    panel.abort();
    await eventually(() => expect(received).toEqual([{ id: 1, command: "doctor/check" }, { cancel: 1 }]));
    send({ type: "reply", id: 1, reply: { ok: false, error: cancelled } });
    await expect(check).rejects.toMatchObject({ report: { code: "cancelled" } });
  });

  it("rejects what was pending when the connection dropped, and connects anew", async () => {
    const states = openBridge();
    await eventually(() => expect(states.at(-1)).toBe("open"));
    const call = bridge.call("bot/start").catch((thrown: unknown) => String(thrown));
    sockets.at(-1)?.terminate();
    expect(await call).toContain("The connection to Quipdeck was lost before it answered.");
    await eventually(() => expect(states).toEqual(["connecting", "open", "lost", "open"]));
  });

  it("does not connect anew before anybody can see the panel", async () => {
    let show: () => void = () => undefined;
    const states = openBridge();
    await eventually(() => expect(states.at(-1)).toBe("open"));
    shown = new Promise((resolve) => {
      show = resolve;
    });
    sockets.at(-1)?.terminate();
    await eventually(() => expect(states.at(-1)).toBe("lost"));
    expect(server.clients.size).toBe(0);
    show();
    await eventually(() => expect(states.at(-1)).toBe("open"));
  });

  it("gives up where the host answers 401 to the panel's question", async () => {
    const states = openBridge(true);
    await eventually(() => expect(states.at(-1)).toBe("open"));
    sockets.at(-1)?.terminate();
    await eventually(() => expect(states).toEqual(["connecting", "open", "lost", "refused"]));
  });
});
