import { QuipdeckError, reportOf } from "../../shared/errors.ts";
import type { RehearsalState } from "../../shared/rehearsal.ts";
import type { RehearsalRequest } from "../../shared/scenario.ts";
import type { RehearsalJob, RunRehearsal } from "../ports.ts";
import { assertRehearsable } from "./rehearsal/assert-rehearsable.ts";
import type { RehearsedBot } from "./rehearsal/run.ts";

interface RehearsalsParts {
  run: RunRehearsal;
  /** The bot as it is set now. */
  bot: () => RehearsedBot;
  onChange: () => void;
  /** Hears of errors that were not written for people. */
  onUnexpected: (thrown: unknown) => void;
}

/** The newest rehearsal: at most one is played at a time. */
export class Rehearsals {
  readonly #parts: RehearsalsParts;
  #state: RehearsalState | null = null;
  #running = new AbortController();
  #lastId = 0;

  constructor(parts: RehearsalsParts) {
    this.#parts = parts;
  }

  /** Null before the first one. */
  get state(): RehearsalState | null {
    return this.#state;
  }

  /** Begins one in place of the one that is played; throws a QuipdeckError where it would take too long. */
  start(request: RehearsalRequest): void {
    const bot = this.#parts.bot();
    assertRehearsable(request, bot.settings);
    this.cancel();
    this.#running = new AbortController();
    this.#lastId += 1;
    this.#state = { id: this.#lastId, request, state: "running", progress: 0, result: null, problem: null };
    this.#parts.onChange();
    void this.#play({ request, bot }, this.#running.signal);
  }

  /** Ends the one that is played, if any. */
  cancel(): void {
    if (this.#state?.state !== "running") return;
    this.#running.abort();
    this.#become({ state: "cancelled" });
  }

  async #play(job: RehearsalJob, signal: AbortSignal): Promise<void> {
    const onProgress = (progress: number) => {
      if (!signal.aborted) this.#become({ progress });
    };
    try {
      const result = await this.#parts.run(job, onProgress, signal);
      if (!signal.aborted) this.#become({ state: "done", progress: 1, result });
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof QuipdeckError)) this.#parts.onUnexpected(thrown);
      this.#become({ state: "failed", problem: reportOf(thrown) });
    }
  }

  #become(change: Partial<RehearsalState>): void {
    if (this.#state === null) return;
    this.#state = { ...this.#state, ...change };
    this.#parts.onChange();
  }
}
