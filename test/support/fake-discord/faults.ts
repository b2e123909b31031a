import { rateLimitedBody, retryAfterHeader } from "./rate-limits.ts";

/** A fault to come on the next matching REST calls. */
export interface Fault {
  readonly method?: string;
  /** Tested against the path below /api/v10, e.g. /\/messages$/. */
  readonly path: RegExp;
  /** How many calls fail; default 1, `Infinity` until `clearFaults()`. */
  readonly times?: number;
  /**
   * `answer` (the default) gives `status`; `hang` never answers; `drop` breaks the connection before anything is done;
   * `lose-answer` does what was asked and then breaks the connection, which is what a nonce is for.
   */
  readonly how?: "answer" | "hang" | "drop" | "lose-answer";
  readonly status?: number;
  /** Discord's own error code in the body. */
  readonly code?: number;
  readonly message?: string;
  /** Instead of Discord's error object; a string goes out as it is. */
  readonly body?: object | string;
  /** With status 429; default 1,000. */
  readonly retryAfterMs?: number;
  readonly headers?: Record<string, string>;
}

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: object | string;
}

/** The faults that tests have asked for and that have not happened yet. */
export class Faults {
  #pending: { readonly fault: Fault; left: number }[] = [];

  failNext(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The first fault that fits this call, used up by one. */
  take(method: string, path: string): Fault | undefined {
    const fits = ({ fault }: { readonly fault: Fault }) =>
      (fault.method === undefined || fault.method.toUpperCase() === method) && path.search(fault.path) !== -1;
    const found = this.#pending.find(fits);
    if (!found) return undefined;
    found.left -= 1;
    this.#pending = this.#pending.filter((pending) => pending.left > 0);
    return found.fault;
  }
}

/** What a fault of the kind `answer` sends. */
export function answerOf(fault: Fault): FaultAnswer {
  const status = fault.status ?? 500;
  const retryAfterMs = fault.retryAfterMs ?? 1_000;
  const own = { message: fault.message ?? `${status}: fault on demand`, code: fault.code ?? 0 };
  return {
    status,
    headers: { ...(status === 429 && retryAfterHeader(retryAfterMs)), ...fault.headers },
    body: fault.body ?? (status === 429 ? rateLimitedBody(retryAfterMs, false) : own),
  };
}
