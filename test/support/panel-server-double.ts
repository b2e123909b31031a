import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { PanelCalls } from "../../src/engine/panel-calls.ts";
import { clientFrameSchema, type ServerFrame } from "../../src/shared/contract.ts";
import type { PanelEngineDouble } from "./panel-engine-double.ts";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** What both hosts send: no inline script, no eval, nothing from elsewhere. */
const contentSecurityPolicy = (host: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  `font-src 'self'; connect-src 'self' ws://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export interface PanelServerDouble {
  url: string;
  /** Drops every connection and takes no new one until `mend`. */
  breakDown(): void;
  /** Refuses the panel's access, as after a restart with another token. */
  refuse(): void;
  /** Leaves commands without an answer, as an engine that hangs. */
  hang(): void;
  mend(): void;
  close(): Promise<void>;
}

type Mood = "well" | "down" | "refusing" | "hanging";

/** Serves the built panel and its WebSocket on loopback as the headless host does, with a scripted engine behind it. */
export async function startPanelServer(
  engine: Pick<PanelEngineDouble, "dispatch" | "subscribe">,
  panelFolder: string,
): Promise<PanelServerDouble> {
  let mood: Mood = "well";
  const sockets = new Set<WebSocket>();
  const endpoint = new WebSocketServer({ noServer: true });

  const server = createServer((request, response) => {
    if (mood === "refusing") response.writeHead(401).end();
    else void sendFile(response, panelFolder, request.url ?? "/", request.headers.host ?? "");
  });
  server.on("upgrade", (request, socket, head) => {
    if (mood === "down" || mood === "refusing" || request.url !== "/bridge") socket.destroy();
    else endpoint.handleUpgrade(request, socket, head, attach);
  });

  function attach(socket: WebSocket): void {
    const send = (frame: ServerFrame) => socket.send(JSON.stringify(frame));
    const unsubscribe = engine.subscribe((event) => mood === "well" && send({ type: "event", ...event }));
    const calls = new PanelCalls((...call) => engine.dispatch(...call));
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      unsubscribe();
      calls.cancelAll();
    });
    socket.on("message", async (data) => {
      const frame = clientFrameSchema.parse(JSON.parse(String(data)));
      if (mood !== "well") return;
      if ("cancel" in frame) return calls.cancel(frame.cancel);
      const { id, command, input } = frame;
      const reply = await calls.run(id, command, input, (progress) => send({ type: "progress", id, progress }));
      send({ type: "reply", id, reply });
    });
  }

  function dropAll(next: Mood): void {
    mood = next;
    for (const socket of sockets) socket.terminate();
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    breakDown: () => dropAll("down"),
    refuse: () => dropAll("refusing"),
    hang: () => {
      mood = "hanging";
    },
    mend: () => {
      mood = "well";
    },
    close: () =>
      new Promise((resolve) => {
        dropAll("down");
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFile(response: ServerResponse, folder: string, url: string, host: string): Promise<void> {
  const { pathname } = new URL(url, "http://localhost");
  const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
  const body = await readFile(file).catch(() => null);
  if (body === null) {
    response.writeHead(404).end();
    return;
  }
  const type = contentTypes[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-security-policy": contentSecurityPolicy(host) });
  response.end(body);
}
