import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CommandProgress,
  SequencedEvent,
} from "../../shared/contract.ts";
import { type ErrorReport, sentenceOf } from "../../shared/errors.ts";

/**
 * `connecting`: the first attempt; `open`: commands reach the host; `lost`: the bridge tries again by itself;
 * `refused`: the access link is no longer valid, and only the owner can mend that.
 */
export type ConnectionState = "connecting" | "open" | "lost" | "refused";

/** The panel's only way to the engine; one per transport, and an in-memory twin for tests. */
export interface PanelBridge {
  /** Rejects with a CommandError where the command is refused or the connection drops first. */
  call: CallCommand;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: SequencedEvent) => void): () => void;
  /** Tells the current state at once and each change after it; returns the function that ends the subscription. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

/** What a caller may want of a call beside its answer. */
export interface CallOptions<Progress> {
  /** Calls it off: what there is by then is the answer, or the call is refused as `cancelled`. */
  signal?: AbortSignal;
  /** Hears how far it has come, the newest only. */
  onProgress?: (progress: Progress) => void;
}

/** Commands without input may leave it out. */
export type CallCommand = <Name extends CommandName>(
  name: Name,
  ...rest: undefined extends CommandInput<Name>
    ? [input?: CommandInput<Name>, options?: CallOptions<CommandProgress<Name>>]
    : [input: CommandInput<Name>, options?: CallOptions<CommandProgress<Name>>]
) => Promise<CommandOutput<Name>>;

/** A refused command, with the report that crossed the bridge. */
export class CommandError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(sentenceOf(report));
    this.name = "CommandError";
    this.report = report;
  }
}

export const connectionLost: ErrorReport = {
  code: "unavailable",
  message: "The connection to Quipdeck was lost before it answered.",
  mend: "It is being restored; then try again.",
};

export const noAnswer: ErrorReport = {
  code: "unavailable",
  message: "Quipdeck did not answer in time.",
  mend: "The panel keeps asking; if this stays, restart Quipdeck.",
};

/** The report of whatever a call was rejected with. */
export function reportOfRejection(thrown: unknown): ErrorReport {
  if (thrown instanceof CommandError) return thrown.report;
  return {
    code: "internal",
    message: "The panel met an unexpected error.",
    mend: "Reload the panel, and report it if it comes back.",
  };
}
