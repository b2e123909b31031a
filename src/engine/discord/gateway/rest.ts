import { DiscordAPIError, HTTPError, type RateLimitData, RateLimitError, REST } from "discord.js";
import { DiscordFault } from "../faults.ts";
import { readSendLimit, type SendLimit } from "../send-limits.ts";

const requestTimeoutMs = 15_000;

/** How every request to Discord is made; `restBase` as in RestAccess. */
export function restOptions(restBase: string | null) {
  return {
    ...(restBase === null ? {} : { api: restBase }),
    timeout: requestTimeoutMs,
    // Each refusal is told, so that they can be counted.
    invalidRequestWarningInterval: 1,
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
}

/** Requests without a session; rejects with a DiscordFault. */
export async function withRest<Result>(
  { token, restBase, onRefusal }: RestAccess,
  work: (rest: REST) => Promise<Result>,
): Promise<Result> {
  const rest = new REST({ version: "10", ...restOptions(restBase) }).setToken(token);
  watchRefusals(rest, onRefusal);
  try {
    return await work(rest);
  } catch (thrown) {
    throw faultOf(thrown, null);
  } finally {
    closeRest(rest);
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
