import { Connection } from "../../src/renderer/bridge/connection.ts";
import {
  type CallCommand,
  type CallOptions,
  CommandError,
  type ConnectionState,
  connectionLost,
  type PanelBridge,
} from "../../src/renderer/bridge/panel-bridge.ts";
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CommandProgress,
  EngineEvent,
  SequencedEvent,
} from "../../src/shared/contract.ts";

type Handlers = {
  [Name in CommandName]?: (
    input: CommandInput<Name>,
    options: CallOptions<CommandProgress<Name>>,
  ) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

export interface MemoryBridge extends PanelBridge {
  /** The names of the commands that were called, in order. */
  calls: CommandName[];
  send(sequence: number, event: EngineEvent): void;
  become(state: ConnectionState): void;
}

/** The panel's bridge without a transport: commands are answered by `handlers`, events and the connection by the test. */
export function createMemoryBridge(handlers: Handlers): MemoryBridge {
  const connection = new Connection();
  const calls: CommandName[] = [];
  const call: CallCommand = async <Name extends CommandName>(
    name: Name,
    input?: CommandInput<Name>,
    options: CallOptions<CommandProgress<Name>> = {},
  ) => {
    if (connection.state !== "open") throw new CommandError(connectionLost);
    calls.push(name);
    const handle = handlers[name];
    if (!handle) throw new Error(`The test says no answer to ${name}.`);
    return handle(input as CommandInput<Name>, options);
  };
  return {
    calls,
    call,
    onEvent: (listener) => connection.onEvent(listener),
    onConnection: (listener) => connection.onConnection(listener),
    send: (sequence, event) => connection.deliver({ sequence, event } satisfies SequencedEvent),
    become: (state) => connection.become(state),
    close: () => connection.become("lost"),
  };
}
