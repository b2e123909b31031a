import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  type RateLimitData,
  RateLimitError,
  REST,
  type RESTOptions,
} from "discord.js";
import { DiscordFault } from "../faults.ts";
import { readSendLimit, type SendLimit } from "../send-limits.ts";
import { unlessAborted } from "./aborting.ts";

const requestTimeoutMs = 15_000;

/** How every request to Discord is made; `restBase` as in RestAccess. */
function restOptions(restBase: string | null) {
  return {
    ...(restBase === null ? {} : { api: restBase }),
    timeout: requestTimeoutMs,
    // Each refusal is told, so that they can be counted.
    invalidRequestWarningInterval: 1,
  };
}

/** The same, for requests that are all given up when the signal is aborted. */
export function abortableOptions(restBase: string | null, signal: AbortSignal): Partial<RESTOptions> {
  return {
    ...restOptions(restBase),
    makeRequest: (url, init) =>
      DefaultRestOptions.makeRequest(url, {
        ...init,
        signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
      }),
  };
}

/** For what members wait for: a request that Discord wants to see only after `longestHoldUpMs` is given up. */
export function sendingOptions(restBase: string | null, longestHoldUpMs: () => number) {
  return {
    ...restOptions(restBase),
    rejectOnRateLimit: ({ retryAfter, timeToReset }: RateLimitData) =>
      Math.max(retryAfter, timeToReset) > longestHoldUpMs(),
  };
}

/** Tells of each of Discord's answers with which it tells a channel's limit. */
export function watchSendLimits(rest: REST, onSendLimit: (limit: SendLimit) => void): void {
  rest.on("response", (request, { headers }) => {
    const limit = readSendLimit(request, headers);
    if (limit) onSendLimit(limit);
  });
}

/** Tells of each request that Discord has refused; discord.js counts them for the whole process. */
export function watchRefusals(rest: REST, onRefusal: RestAccess["onRefusal"]): void {
  rest.on("invalidRequestWarning", ({ count, remainingTime }) => onRefusal(count, remainingTime));
}

/** Who asks Discord, and where, and who counts what it refuses. */
export interface RestAccess {
  token: string;
  /** Another REST base than Discord's, e.g. `http://127.0.0.1:3001/api`; null for Discord. */
  restBase: string | null;
  /**
   * Discord refused a request, the process's `count`th in its window of ten minutes, which ends in `remainingMs`.
   * `shard`: which shard's process counts, where it is not this one.
   */
  onRefusal: (count: number, remainingMs: number, shard?: number) => void;
  /** Aborted once nobody wants the answers. */
  signal?: AbortSignal;
}

/** Requests without a session; rejects with a DiscordFault, or with the signal's reason. */
export function withRest<Result>(access: RestAccess, work: (rest: REST) => Promise<Result>): Promise<Result> {
  return whileWanted(access, async (signal) => {
    const rest = new REST({ version: "10", ...abortableOptions(access.restBase, signal) }).setToken(access.token);
    watchRefusals(rest, access.onRefusal);
    try {
      return await work(rest);
    } finally {
      closeRest(rest);
    }
  });
}

/**
 * Does `work`, whose requests are given up by the signal that it is handed. Rejects with a DiscordFault, or with the reason of
 * the access's own signal.
 */
export async function whileWanted<Result>(
  { signal = new AbortController().signal }: Pick<RestAccess, "signal">,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await unlessAborted(signal, work);
  } catch (thrown) {
    signal.throwIfAborted();
    throw faultOf(thrown, null);
  }
}

/** discord.js sweeps a REST client's tables by timers, which would keep the process. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

/** What Discord's refusal, or the way to it, means to the owner. `closeCode`: the gateway's, where it closed the connection. */
export function faultOf(thrown: unknown, closeCode: number | null): DiscordFault {
  if (thrown instanceof DiscordFault) return thrown;
  const cause = { cause: thrown };
  if (closeCode !== null) return new DiscordFault(`close-${closeCode}`, null, cause);
  if (thrown instanceof DiscordAPIError) {
    const code = thrown.status === 401 || Number(thrown.code) === 0 ? `http-${thrown.status}` : String(thrown.code);
    return new DiscordFault(code, thrown.status, cause);
  }
  if (thrown instanceof RateLimitError) return new DiscordFault("rate-limit", 429, cause);
  if (thrown instanceof HTTPError) return new DiscordFault(`http-${thrown.status}`, thrown.status, cause);
  if (thrown instanceof Error && "code" in thrown && thrown.code === "TokenInvalid") {
    return new DiscordFault("token", null, cause);
  }
  if (thrown instanceof Error && /not enough sessions/i.test(thrown.message)) {
    return new DiscordFault("sessions", null, cause);
  }
  // A token with a character that no HTTP header can carry.
  if (thrown instanceof TypeError && /header|ByteString/i.test(thrown.message)) {
    return new DiscordFault("token", null, cause);
  }
  return new DiscordFault("network", null, cause);
}
