import type { WebSocket } from "@fastify/websocket";
import type { Engine } from "../engine/engine.ts";
import { malformed, PanelCalls } from "../engine/panel-calls.ts";
import { parseJson } from "../host/files.ts";
import { clientFrameSchema, type ServerFrame } from "../shared/contract.ts";

/** Beyond this much unsent text a panel is taken for stuck; it reconnects and takes a new snapshot. */
const maxUnsentBytes = 8 * 1024 * 1024;
const pingMs = 30_000;
const farewellMs = 1_000;
/** Stands in a reply to a frame whose own id could not be read. */
const unknownId = -1;

/** The WebSocket side of the panels: each event goes to all of them, each command's reply to the one that asked. */
export class PanelSockets {
  readonly #engine: Pick<Engine, "dispatch" | "subscribe">;
  readonly #alive = new Map<WebSocket, boolean>();
  readonly #unsubscribe: () => void;
  readonly #ping: ReturnType<typeof setInterval>;

  constructor(engine: Pick<Engine, "dispatch" | "subscribe">) {
    this.#engine = engine;
    this.#unsubscribe = engine.subscribe((event) => this.#broadcast({ type: "event", ...event }));
    this.#ping = setInterval(() => this.#endSilent(), pingMs);
    this.#ping.unref();
  }

  add(socket: WebSocket): void {
    this.#alive.set(socket, true);
    socket.on("pong", () => this.#alive.set(socket, true));
    // ws closes the socket itself (1009 for an oversized frame); without a listener the error would end the process.
    socket.on("error", () => socket.terminate());
    const calls = new PanelCalls(this.#engine.dispatch);
    socket.on("close", () => {
      this.#alive.delete(socket);
      calls.cancelAll();
    });
    socket.on("message", (data: Buffer) => void answer(socket, calls, data.toString("utf8")));
  }

  /** Tells every panel that the host ends; those that do not answer are cut off. */
  close(): void {
    this.#unsubscribe();
    clearInterval(this.#ping);
    for (const socket of this.#alive.keys()) {
      socket.close(1001, "Quipdeck ends");
      setTimeout(() => socket.terminate(), farewellMs).unref();
    }
  }

  #broadcast(frame: ServerFrame): void {
    if (this.#alive.size === 0) return;
    const text = JSON.stringify(frame);
    for (const socket of this.#alive.keys()) send(socket, text);
  }

  #endSilent(): void {
    for (const [socket, answered] of this.#alive) {
      if (answered) {
        this.#alive.set(socket, false);
        socket.ping();
      } else {
        socket.terminate();
      }
    }
  }
}

async function answer(socket: WebSocket, calls: PanelCalls, text: string): Promise<void> {
  const json = parseJson(text);
  const frame = clientFrameSchema.safeParse(json).data;
  if (frame === undefined) return sendFrame(socket, { type: "reply", id: idOf(json), reply: malformed });
  if ("cancel" in frame) return calls.cancel(frame.cancel);
  const { id, command, input } = frame;
  const onProgress = (progress: unknown) => sendFrame(socket, { type: "progress", id, progress });
  sendFrame(socket, { type: "reply", id, reply: await calls.run(id, command, input, onProgress) });
}

function sendFrame(socket: WebSocket, frame: ServerFrame): void {
  send(socket, JSON.stringify(frame));
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > maxUnsentBytes) socket.terminate();
  else socket.send(text);
}

function idOf(json: unknown): number {
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : unknownId;
  return typeof id === "number" && Number.isSafeInteger(id) ? id : unknownId;
}
