import { mkdirSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import WebSocket from "ws";
import { type PanelServer, startPanelServer } from "../../src/headless/panel-server.ts";
import type { Reply } from "../../src/shared/contract.ts";
import { cancelled } from "../../src/shared/errors.ts";
import { createEngineDouble, type EngineDouble } from "../support/engine-double.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const token = "the-token-of-this-test";
const bearer = { authorization: `Bearer ${token}` };
const open: WebSocket[] = [];
const hasIPv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

let engine: EngineDouble;
let server: PanelServer;

beforeEach(async () => {
  const panelFolder = temporaryFolder();
  mkdirSync(join(panelFolder, "assets"));
  writeFileSync(join(panelFolder, "index.html"), "<!doctype html><title>Quipdeck</title>");
  writeFileSync(join(panelFolder, "assets", "main.js"), "export {};");
  engine = createEngineDouble();
  server = await start({ panelFolder });
});

afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await server.close();
});

function start(
  options: { panelFolder?: string; host?: string; port?: number; allowedHosts?: string[] } = {},
): Promise<PanelServer> {
  const defaults = { engine, panelFolder: null, token, host: "127.0.0.1", port: 0, allowedHosts: [] };
  return startPanelServer({ ...defaults, ...options });
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** fetch would not let the Host header be set. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port: server.port, path, headers, method }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.on("error", reject);
    asking.end();
  });
}

const calledOff: Reply = { ok: false, error: cancelled };

/** Tells that it is at work, and is answered only once it is called off. */
const untilCalledOff: EngineDouble["dispatch"] = (_command, _input, options) =>
  new Promise((resolve) => {
    options?.onProgress?.("at work");
    options?.signal?.addEventListener("abort", () => resolve(calledOff));
  });

interface Panel {
  socket: WebSocket;
  frames: unknown[];
}

function connect(headers: Record<string, string> = bearer): Promise<Panel> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/bridge`, { headers });
  const frames: unknown[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  return new Promise((resolve, reject) => {
    socket.on("open", () => {
      open.push(socket);
      resolve({ socket, frames });
    });
    socket.on("unexpected-response", (_request, { statusCode }) => reject(new Error(`HTTP ${statusCode}`)));
  });
}

describe("the panel's address", () => {
  it("exchanges the token in the printed link for a cookie that only this site's pages send", async () => {
    const { pathname, search } = new URL(server.link);
    const exchanged = await ask(pathname + search);
    expect(exchanged.status).toBe(302);
    expect(exchanged.headers.location).toBe("/");
    const cookie = exchanged.headers["set-cookie"]?.[0] ?? "";
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    const page = await ask("/", { cookie: cookie.split(";")[0] ?? "" });
    expect(page.text).toContain("<title>Quipdeck</title>");
  });

  it("leaves no token in the address of a browser that is let in already", async () => {
    const { pathname, search } = new URL(server.link);
    expect(await ask(pathname + search, bearer)).toMatchObject({ status: 302, headers: { location: "/" } });
  });

  it("opens once by a link that others may have seen", async () => {
    const { pathname, search } = new URL(server.oneTimeLink());
    expect(search).not.toContain(token);
    expect((await ask(pathname + search)).status).toBe(302);
    expect((await ask(pathname + search)).status).toBe(401);
  });

  it.runIf(hasIPv6)("answers to its own link on an IPv6 address, however that was written", async () => {
    await server.close();
    server = await start({ host: "0:0:0:0:0:0:0:1" });
    expect(server.link).toContain("http://[::1]:");
    expect((await fetch(server.link, { redirect: "manual" })).status).toBe(302);
  });

  it.each(["/", "/?token=wrong", "/assets/main.js", "/bridge", "/nothing"])(
    "refuses %s without the token",
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(answer.text).toContain("access link");
    },
  );

  it("sends the strict policy with every answer, refusals included", async () => {
    for (const answer of [await ask("/", bearer), await ask("/"), await ask("/healthz")]) {
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
    }
  });

  it.each(["evil.example", `evil.example:80`, "localhost:1"])(
    "refuses the foreign host %s, token or not",
    async (host) => {
      expect((await ask("/", { ...bearer, host })).status).toBe(403);
      expect((await ask("/healthz", { host })).status).toBe(403);
    },
  );

  it("answers to a name that the owner allows", async () => {
    await server.close();
    server = await start({ allowedHosts: ["deck.example"] });
    expect((await ask("/healthz", { host: "deck.example" })).status).toBe(200);
  });

  it("refuses what another site's page sends", async () => {
    expect((await ask("/", { ...bearer, origin: "http://evil.example" }, "POST")).status).toBe(403);
  });

  it("serves nothing outside the panel's folder", async () => {
    expect((await ask("/..%2f..%2fetc%2fpasswd", bearer)).status).toBeGreaterThanOrEqual(400);
  });

  it("says so when the panel is not built", async () => {
    await server.close();
    server = await start();
    expect(await ask("/", bearer)).toMatchObject({ status: 503, text: expect.stringContaining("npm run build") });
  });

  it("tells its health to this machine without a token", async () => {
    const { status, text } = await ask("/healthz");
    expect(status).toBe(200);
    const work = { keysReady: 2, queueLength: 3, inFlight: 1 };
    expect(JSON.parse(text)).toEqual({
      ...{ status: "ok", bot: "online", online: true, shards: { up: 1, count: 1 } },
      ...work,
    });
  });

  it("names the mend when its port is in use", async () => {
    await expect(start({ port: server.port })).rejects.toMatchObject({
      message: `Port ${server.port} is in use.`,
      mend: expect.stringContaining("--port"),
    });
  });

  it("says so when the machine has no such address", async () => {
    await expect(
      startPanelServer({ engine, panelFolder: null, token, host: "192.0.2.1", port: 0, allowedHosts: [] }),
    ).rejects.toMatchObject({ mend: expect.stringContaining("--host") });
  });
});

describe("the bridge", () => {
  it("answers a command with the engine's reply, under the command's own number", async () => {
    const { socket, frames } = await connect();
    socket.send(JSON.stringify({ id: 7, command: "app/snapshot" }));
    await vi.waitFor(() =>
      expect(frames).toEqual([{ type: "reply", id: 7, reply: { ok: true, value: { command: "app/snapshot" } } }]),
    );
  });

  it("tells every panel of every event, in order", async () => {
    const panels = [await connect(), await connect()];
    engine.emit("first");
    engine.emit("second");
    for (const { frames } of panels) {
      await vi.waitFor(() => expect(frames).toMatchObject([{ sequence: 1 }, { type: "event", sequence: 2 }]));
    }
  });

  it("tells the panel that asked how far its call has come, and lets it call it off", async () => {
    engine.dispatch = untilCalledOff;
    const [asking, other] = [await connect(), await connect()];
    asking.socket.send(JSON.stringify({ id: 7, command: "doctor/check" }));
    await vi.waitFor(() => expect(asking.frames).toEqual([{ type: "progress", id: 7, progress: "at work" }]));
    other.socket.send(JSON.stringify({ cancel: 7 }));
    other.socket.send(JSON.stringify({ id: 8, command: "unknown" }));
    await vi.waitFor(() => expect(other.frames).toMatchObject([{ type: "progress", id: 8 }]));
    expect(asking.frames).toHaveLength(1);
    asking.socket.send(JSON.stringify({ cancel: 7 }));
    await vi.waitFor(() => expect(asking.frames[1]).toEqual({ type: "reply", id: 7, reply: calledOff }));
  });

  it("calls off what a panel has asked for when it is gone", async () => {
    const gone = vi.fn();
    engine.dispatch = (command, input, options) => untilCalledOff(command, input, options).finally(gone);
    const { socket, frames } = await connect();
    socket.send(JSON.stringify({ id: 7, command: "doctor/check" }));
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    socket.close();
    await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
  });

  it.each(["not json", "[]", '{"id":-3}', '{"id":5}', '{"cancel":"all"}'])(
    "answers the bad frame %j with an error and stays open",
    async (text) => {
      const { socket, frames } = await connect();
      socket.send(text);
      await vi.waitFor(() =>
        expect(frames).toMatchObject([{ type: "reply", reply: { ok: false, error: { code: "invalid-input" } } }]),
      );
      expect(socket.readyState).toBe(WebSocket.OPEN);
    },
  );

  it("closes on an oversized frame", async () => {
    const { socket } = await connect();
    const code = new Promise((resolve) => socket.on("close", resolve));
    socket.send("x".repeat(13 * 1024 * 1024));
    expect(await code).toBe(1009);
  });

  it("drops a panel that does not read, so that it takes a new snapshot, and serves the others", async () => {
    const stuck = await connect();
    const well = await connect();
    stuck.socket.pause();
    const closed = new Promise((resolve) => stuck.socket.on("close", resolve));
    const block = "x".repeat(1024 * 1024);
    for (let round = 1; round <= 40; round += 1) {
      engine.emit(block);
      await vi.waitFor(() => expect(well.frames).toHaveLength(round));
    }
    stuck.socket.resume();
    expect(await closed).toBe(1006);
  });

  it("refuses a panel without the token, from another site or under another name", async () => {
    await expect(connect({})).rejects.toThrow("HTTP 401");
    await expect(connect({ ...bearer, origin: "http://evil.example" })).rejects.toThrow("HTTP 403");
    await expect(connect({ ...bearer, host: "evil.example" })).rejects.toThrow("HTTP 403");
  });

  it("accepts the panel's own page", async () => {
    const own = { ...bearer, origin: `http://127.0.0.1:${server.port}` };
    expect((await connect(own)).socket.readyState).toBe(WebSocket.OPEN);
  });

  it("does not wait for a panel that is stuck when the host ends", async () => {
    const { socket } = await connect();
    socket.pause();
    await server.close();
    server = await start();
  });

  it("closes every panel when the host ends", async () => {
    const { socket } = await connect();
    const code = new Promise((resolve) => socket.on("close", resolve));
    await server.close();
    expect(await code).toBe(1001);
    server = await start();
  });
});
