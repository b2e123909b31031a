import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CommandProgress,
  EngineEvent,
  Snapshot,
} from "../../shared/contract.ts";
import type { RehearsalState } from "../../shared/rehearsal.ts";
import { visibleDeep } from "../../shared/visible-text.ts";
import { type CallCommand, type CallOptions, CommandError, type PanelBridge } from "./panel-bridge.ts";

/** Answers whose texts are edited, searched, copied or marked by their place: made visible where they are drawn. */
const asTheyAre: ReadonlySet<CommandName> = new Set<CommandName>([
  "log/list",
  "log/ids",
  "log/rows",
  "log/facets",
  "log/prompt",
  "failures/list",
  "failures/groups",
  "failures/get",
  "failures/report",
  "playground/reply",
  "playground/ask",
  "sanitizer/run",
  "settings/get",
  "settings/set",
  "personas/get",
  "personas/import",
]);

/** The bridge with all that is only shown made visible as it comes in: labels, names, notices, sentences, refusals. */
export function createVisibleBridge(bridge: PanelBridge): PanelBridge {
  // Whether the input may be left out has been decided by then.
  const ask = bridge.call as <Name extends CommandName>(
    name: Name,
    input: CommandInput<Name> | undefined,
    options: CallOptions<CommandProgress<Name>> | undefined,
  ) => Promise<CommandOutput<Name>>;
  const call: CallCommand = async <Name extends CommandName>(
    name: Name,
    input?: CommandInput<Name>,
    options?: CallOptions<CommandProgress<Name>>,
  ) => {
    try {
      return shownAnswer(name, await ask(name, input, options && shownOptions(name, options)));
    } catch (thrown) {
      if (!(thrown instanceof CommandError)) throw thrown;
      throw Object.assign(new CommandError(visibleDeep(thrown.report)), { cause: thrown });
    }
  };
  return {
    call,
    onEvent: (listener) => bridge.onEvent(({ sequence, event }) => listener({ sequence, event: shownEvent(event) })),
    onConnection: (listener) => bridge.onConnection(listener),
    close: () => bridge.close(),
  };
}

function shownAnswer<Name extends CommandName>(name: Name, value: CommandOutput<Name>): CommandOutput<Name> {
  if (name === "app/snapshot") return shownSnapshot(value as Snapshot) as CommandOutput<Name>;
  return asTheyAre.has(name) ? value : visibleDeep(value);
}

function shownOptions<Name extends CommandName>(
  name: Name,
  options: CallOptions<CommandProgress<Name>>,
): CallOptions<CommandProgress<Name>> {
  const { onProgress } = options;
  if (!onProgress || asTheyAre.has(name)) return options;
  return { ...options, onProgress: (progress) => onProgress(visibleDeep(progress)) };
}

function shownSnapshot(snapshot: Snapshot): Snapshot {
  const { host, secretProtection, status, keys, personas, notices, rehearsal } = snapshot;
  return {
    ...snapshot,
    ...visibleDeep({ host, secretProtection, status, keys, personas, notices }),
    rehearsal: rehearsal && shownRehearsal(rehearsal),
  };
}

/** Its request is what the form goes on from. */
function shownRehearsal(rehearsal: RehearsalState): RehearsalState {
  return { ...visibleDeep(rehearsal), request: rehearsal.request };
}

function shownEvent(event: EngineEvent): EngineEvent {
  switch (event.type) {
    case "status":
    case "keys":
    case "notice":
    case "personas":
      return visibleDeep(event);
    case "rehearsal":
      return { ...event, rehearsal: shownRehearsal(event.rehearsal) };
    case "settings":
      return { ...event, secretProtection: visibleDeep(event.secretProtection) };
    default:
      return event;
  }
}
