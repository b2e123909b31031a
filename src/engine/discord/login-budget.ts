import type { Clock } from "../ports.ts";
import type { LoginAllowance } from "./gateway/application.ts";

/** Counts down the log-ins that Discord allows in a day, from what it told last. */
export class LoginBudget {
  readonly #clock: Clock;
  #count: { left: number; resetAtMs: number; perSession: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins with what Discord tells, or does not tell; a session of the bot takes `perSession`. */
  begin(logins: LoginAllowance | null, perSession: number): void {
    const resetAtMs = this.#clock.monotonic() + (logins?.resetsInMs ?? 0);
    this.#count = logins && { left: logins.remaining, resetAtMs, perSession };
  }

  spend(count: number): void {
    if (this.#count !== null) this.#count.left = Math.max(0, this.#count.left - count);
  }

  /** Null where that is not known, or no longer. */
  get left(): number | null {
    return this.#present?.left ?? null;
  }

  /** What is left, and until when; none where it is too little for all connections of another session. */
  get forSessions(): Pick<LoginAllowance, "remaining" | "resetsInMs"> | null {
    if (this.#present === null) return null;
    const { left, perSession, resetAtMs } = this.#present;
    return { remaining: Math.max(0, left - (perSession - 1)), resetsInMs: resetAtMs - this.#clock.monotonic() };
  }

  get #present() {
    return this.#count !== null && this.#count.resetAtMs > this.#clock.monotonic() ? this.#count : null;
  }
}
