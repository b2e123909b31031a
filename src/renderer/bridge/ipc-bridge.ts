import type { CommandInput, CommandName, CommandProgress, PreloadApi, Reply } from "../../shared/contract.ts";
import { backOffMs } from "./back-off.ts";
import { Connection } from "./connection.ts";
import { type CallCommand, type CallOptions, CommandError, connectionLost, type PanelBridge } from "./panel-bridge.ts";
import { UnansweredCalls } from "./unanswered-calls.ts";

/**
 * The bridge inside Electron. The channel itself cannot drop, but the main process may fail to answer:
 * then the state is `lost` until it does.
 */
export function createIpcBridge(api: PreloadApi): PanelBridge {
  const connection = new Connection();
  const calls = new UnansweredCalls((id) => api.cancel(id));
  const stopListening = [
    api.onEvent((event) => connection.deliver(event)),
    api.onProgress((id, progress) => calls.progress(id, progress)),
  ];
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function invoke(id: number, command: CommandName, input: unknown): Promise<Reply> {
    try {
      return await api.invoke(id, command, input);
    } catch (cause) {
      if (connection.state === "open") probe(0);
      throw Object.assign(new CommandError(connectionLost), { cause });
    }
  }

  function probe(failures: number): void {
    if (closed) return;
    if (failures > 0 || connection.state === "open") connection.become("lost");
    calls
      .follow({}, (id) => api.invoke(id, "settings/get", undefined))
      .then(
        () => connection.become("open"),
        () => {
          timer = setTimeout(() => probe(failures + 1), backOffMs(failures));
        },
      );
  }

  const call: CallCommand = async <Name extends CommandName>(
    name: Name,
    input?: CommandInput<Name>,
    options: CallOptions<CommandProgress<Name>> = {},
  ) => {
    const reply = (await calls.follow(options, (id) => invoke(id, name, input))) as Reply<Name>;
    if (!reply.ok) throw new CommandError(reply.error);
    return reply.value;
  };

  probe(0);
  return {
    call,
    onEvent: (listener) => connection.onEvent(listener),
    onConnection: (listener) => connection.onConnection(listener),
    close() {
      closed = true;
      clearTimeout(timer);
      for (const stop of stopListening) stop();
    },
  };
}
