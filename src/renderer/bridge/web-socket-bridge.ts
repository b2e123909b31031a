import type {
  ClientFrame,
  CommandInput,
  CommandName,
  CommandProgress,
  Reply,
  ServerFrame,
} from "../../shared/contract.ts";
import { backOffMs } from "./back-off.ts";
import { Connection } from "./connection.ts";
import { type CallCommand, type CallOptions, CommandError, connectionLost, type PanelBridge } from "./panel-bridge.ts";
import { UnansweredCalls } from "./unanswered-calls.ts";

interface Pending {
  resolve(reply: Reply): void;
  reject(error: CommandError): void;
}

export interface WebSocketBridgeOptions {
  /** Same-origin address of the host's endpoint, e.g. `ws://127.0.0.1:8787/bridge`. */
  url: string;
  /** Asks the host over HTTP whether the panel's access is still valid; a browser hides why an upgrade failed. */
  isRefused(): Promise<boolean>;
  /** Resolves once the panel can be seen: until then there is no hurry to reconnect. */
  whenShown(): Promise<void>;
}

/** The bridge in a browser: reconnects by itself and rejects what was pending when the connection dropped. */
export function createWebSocketBridge({ url, isRefused, whenShown }: WebSocketBridgeOptions): PanelBridge {
  const connection = new Connection();
  const pending = new Map<number, Pending>();
  const calls = new UnansweredCalls((id) => send({ cancel: id }));
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  function connect(): void {
    socket = new WebSocket(url);
    socket.addEventListener("open", () => {
      failures = 0;
      connection.become("open");
    });
    socket.addEventListener("message", ({ data }) => receive(JSON.parse(String(data)) as ServerFrame));
    socket.addEventListener("close", () => void drop());
  }

  function receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "event":
        connection.deliver(frame);
        break;
      case "progress":
        calls.progress(frame.id, frame.progress);
        break;
      case "reply":
        pending.get(frame.id)?.resolve(frame.reply);
        pending.delete(frame.id);
    }
  }

  function send(frame: ClientFrame): void {
    // A call that is lost with its connection need not be called off.
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  async function drop(): Promise<void> {
    socket = null;
    for (const { reject } of pending.values()) reject(new CommandError(connectionLost));
    pending.clear();
    if (closed) return;
    connection.become("lost");
    await whenShown();
    if (closed) return;
    if (await isRefused()) {
      connection.become("refused");
      return;
    }
    timer = setTimeout(connect, backOffMs(failures));
    failures += 1;
  }

  const call: CallCommand = async <Name extends CommandName>(
    name: Name,
    input?: CommandInput<Name>,
    options: CallOptions<CommandProgress<Name>> = {},
  ) => {
    if (socket?.readyState !== WebSocket.OPEN) throw new CommandError(connectionLost);
    const answer = calls.follow(options, (id) => {
      send({ id, command: name, input });
      return new Promise<Reply>((resolve, reject) => pending.set(id, { resolve, reject }));
    });
    const reply = (await answer) as Reply<Name>;
    if (!reply.ok) throw new CommandError(reply.error);
    return reply.value;
  };

  connect();
  return {
    call,
    onEvent: (listener) => connection.onEvent(listener),
    onConnection: (listener) => connection.onConnection(listener),
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
