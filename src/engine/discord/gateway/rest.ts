import { DiscordAPIError, HTTPError, RateLimitError, REST } from "discord.js";
import { DiscordFault } from "../faults.ts";

const requestTimeoutMs = 15_000;

/** How every request to Discord is made; `restBase` as in GatewayOptions. */
export function restOptions(restBase: string | null) {
  return {
    ...(restBase === null ? {} : { api: restBase }),
    timeout: requestTimeoutMs,
    // Each refusal is told, so that they can be counted.
    invalidRequestWarningInterval: 1,
  };
}

/** Who asks Discord, and where; `restBase` as in GatewayOptions. */
export interface RestAccess {
  token: string;
  restBase: string | null;
}

/** Requests without a session; rejects with a DiscordFault. */
export async function withRest<Result>(
  { token, restBase }: RestAccess,
  work: (rest: REST) => Promise<Result>,
): Promise<Result> {
  const rest = new REST({ version: "10", ...restOptions(restBase) }).setToken(token);
  try {
    return await work(rest);
  } catch (thrown) {
    throw faultOf(thrown, null);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
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
