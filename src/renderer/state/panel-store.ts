import type { SequencedEvent, Snapshot } from "../../shared/contract.ts";
import type { ErrorReport } from "../../shared/errors.ts";
import { backOffMs } from "../bridge/back-off.ts";
import {
  CommandError,
  type ConnectionState,
  noAnswer,
  type PanelBridge,
  reportOfRejection,
} from "../bridge/panel-bridge.ts";
import { applyEvents, hasGap } from "./panel-state.ts";

/** Everything the panel shows of the engine. */
export interface PanelState {
  connection: ConnectionState;
  /** Null until the first one came; kept, though stale, while the connection is lost. */
  snapshot: Snapshot | null;
  /** Why the engine gives no snapshot although the host can be reached; mended by itself. */
  engineProblem: ErrorReport | null;
}

export interface StoreTiming {
  /** Runs `task` with the next picture: bursts of events are applied at once. */
  nextFrame(task: () => void): void;
  /** Runs `task` once after `delayMs`; returns its cancellation. */
  after(delayMs: number, task: () => void): () => void;
  /** Whether nobody can see the panel. */
  isHidden(): boolean;
  /** Tells each time the panel is hidden or shown again; returns the function that ends that. */
  onVisibility(listener: () => void): () => void;
}

/** Events that wait while nobody sees the panel; beyond, a new snapshot sums them up once it is shown. */
const maxWaiting = 500;
const answerTimeoutMs = 10_000;
const livenessIntervalMs = 15_000;

/**
 * Holds a snapshot and the events since; a gap, a reconnect or a silent engine leads to a new snapshot. While the panel is
 * hidden nothing is applied, told or timed.
 */
export class PanelStore {
  readonly bridge: PanelBridge;
  readonly #timing: StoreTiming;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: (() => void)[];
  #state: PanelState = { connection: "connecting", snapshot: null, engineProblem: null };
  #waiting: SequencedEvent[] = [];
  #isFrameAsked = false;
  #isLoading = false;
  /** A new snapshot is due, but nobody would see it yet. */
  #isBehind = false;
  #failures = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(bridge: PanelBridge, timing: StoreTiming) {
    this.bridge = bridge;
    this.#timing = timing;
    this.#unsubscribe = [
      bridge.onEvent((event) => this.#receive(event)),
      bridge.onConnection((connection) => this.#connectionChanged(connection)),
      timing.onVisibility(() => this.#visibilityChanged()),
    ];
  }

  readonly getState = (): PanelState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows a change that a command's answer brought, without waiting for its event. */
  patch(change: (snapshot: Snapshot) => Partial<Snapshot>): void {
    const { snapshot } = this.#state;
    if (snapshot) this.#become({ snapshot: { ...snapshot, ...change(snapshot) } });
  }

  /** Takes a new snapshot; while one is under way, its answer serves. */
  async reload(): Promise<void> {
    if (this.#isLoading || this.#state.connection !== "open") return;
    this.#isBehind = this.#state.snapshot !== null && this.#timing.isHidden();
    if (this.#isBehind) return;
    this.#isLoading = true;
    try {
      const snapshot = await this.#inTime(this.bridge.call("app/snapshot"));
      this.#failures = 0;
      this.#become({ snapshot, engineProblem: null });
      this.#checkLater();
    } catch (thrown) {
      this.#loadFailed(thrown);
    } finally {
      this.#isLoading = false;
    }
    if (this.#waiting.length > 0 && !this.#timing.isHidden()) this.#applyWaiting();
  }

  close(): void {
    this.#cancelTimer();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.bridge.close();
  }

  #become(change: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...change };
    if (!this.#timing.isHidden()) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #visibilityChanged(): void {
    this.#cancelTimer();
    if (this.#timing.isHidden()) return;
    this.#tell();
    if (this.#isBehind || this.#state.engineProblem) void this.reload();
    else this.#applyWaiting();
    if (this.#state.snapshot && !this.#isLoading) this.#checkLater();
  }

  #connectionChanged(connection: ConnectionState): void {
    this.#cancelTimer();
    this.#become({ connection, engineProblem: null });
    if (connection === "open") void this.reload();
  }

  #receive(event: SequencedEvent): void {
    if (!this.#timing.isHidden()) this.#askFrame();
    else if (this.#waiting.length >= maxWaiting) this.#isBehind = true;
    if (this.#isBehind) this.#waiting = [];
    else this.#waiting.push(event);
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#timing.nextFrame(() => {
      this.#isFrameAsked = false;
      this.#applyWaiting();
    });
  }

  #applyWaiting(): void {
    const { snapshot } = this.#state;
    // Before the first snapshot, and while a new one is under way, it is not known yet which events it contains.
    if (!snapshot || this.#isLoading) return;
    const events = this.#waiting.filter(({ sequence }) => sequence > snapshot.sequence);
    this.#waiting = [];
    if (events.length === 0) return;
    if (hasGap(snapshot, events)) void this.reload();
    else this.#become({ snapshot: applyEvents(snapshot, events) });
  }

  #loadFailed(thrown: unknown): void {
    this.#waiting = [];
    if (this.#state.connection !== "open") return;
    this.#become({ engineProblem: reportOfRejection(thrown) });
    if (this.#timing.isHidden()) return;
    this.#cancelTimer = this.#timing.after(backOffMs(this.#failures), () => void this.reload());
    this.#failures += 1;
  }

  /** An open connection to an engine that hangs looks healthy, so it is asked now and then. */
  #checkLater(): void {
    this.#cancelTimer();
    if (this.#timing.isHidden()) return;
    this.#cancelTimer = this.#timing.after(livenessIntervalMs, () => void this.#check());
  }

  async #check(): Promise<void> {
    try {
      await this.#inTime(this.bridge.call("settings/get"));
      this.#checkLater();
    } catch (thrown) {
      this.#loadFailed(thrown);
    }
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#timing.after(answerTimeoutMs, () => reject(new CommandError(noAnswer)));
      answer.then(resolve, reject).finally(cancel);
    });
  }
}
