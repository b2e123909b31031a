import { createHash } from "node:crypto";
import type { Settings } from "./options.ts";

export type LimitClass = "send" | "typing" | "other";

/** A request's place in its bucket: the headers to send, and whether it is one too many. */
export interface Admission {
  readonly headers: Record<string, string>;
  /** Set where the request is refused with 429. */
  readonly refused: { readonly retryAfterMs: number; readonly global: boolean } | undefined;
}

interface Window {
  endsAt: number;
  used: number;
}

/** Fixed windows that open with a bucket's first request, and one over everything. */
export class RateLimits {
  readonly #settings: Settings;
  readonly #windows = new Map<string, Window>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `route` is a method with its pattern; `major` the channel, guild or webhook that has a bucket of its own. */
  admit(route: string, major: string, limitClass: LimitClass, countsGlobally: boolean): Admission {
    const now = this.#settings.now();
    const { limit, windowMs } = this.#limitOf(limitClass);
    const bucket = this.#window(`${route} ${major}`, windowMs, now);
    const overall = this.#window("global", 1_000, now);
    if (countsGlobally && overall.used >= this.#settings.globalPerSecond) {
      return refusal({ "x-ratelimit-global": "true", "x-ratelimit-scope": "global" }, overall.endsAt - now, true);
    }
    overall.used += countsGlobally ? 1 : 0;
    const isFull = bucket.used >= limit;
    bucket.used += isFull ? 0 : 1;
    const headers = {
      "x-ratelimit-limit": `${limit}`,
      "x-ratelimit-remaining": `${limit - bucket.used}`,
      "x-ratelimit-reset": (bucket.endsAt / 1_000).toFixed(3),
      "x-ratelimit-reset-after": ((bucket.endsAt - now) / 1_000).toFixed(3),
      "x-ratelimit-bucket": createHash("md5").update(route).digest("hex"),
    };
    if (isFull) return refusal({ ...headers, "x-ratelimit-scope": "user" }, bucket.endsAt - now, false);
    return { headers, refused: undefined };
  }

  #window(key: string, windowMs: number, now: number): Window {
    const open = this.#windows.get(key);
    if (open && now < open.endsAt) return open;
    const fresh = { endsAt: now + windowMs, used: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }

  #limitOf(limitClass: LimitClass) {
    const settings = this.#settings;
    if (limitClass === "send") return { limit: settings.sendsPerWindow, windowMs: settings.sendWindowMs };
    if (limitClass === "typing") return { limit: settings.typingPerWindow, windowMs: settings.typingWindowMs };
    return { limit: settings.otherPerWindow, windowMs: settings.otherWindowMs };
  }
}

function refusal(headers: Record<string, string>, retryAfterMs: number, global: boolean): Admission {
  return { headers: { ...headers, ...retryAfterHeader(retryAfterMs) }, refused: { retryAfterMs, global } };
}

/** Whole seconds, rounded up, as the header has them; the body's `retry_after` is exact. */
export function retryAfterHeader(retryAfterMs: number): Record<string, string> {
  return { "retry-after": `${Math.ceil(retryAfterMs / 1_000)}` };
}

/** The body of a 429. */
export function rateLimitedBody(retryAfterMs: number, global: boolean): object {
  return { message: "You are being rate limited.", retry_after: retryAfterMs / 1_000, global };
}
