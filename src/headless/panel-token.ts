import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { readTextFile, writePrivateFile } from "../host/files.ts";

const tokenBytes = 32;

/** The token given from outside, else the one kept in the data folder, else a new one: links survive a restart. */
export function panelToken(dataFolder: string, outside: string | null): string {
  if (outside !== null) return outside;
  const path = join(dataFolder, "panel-token");
  const kept = readTextFile(path)?.trim();
  if (kept) return kept;
  const token = randomBytes(tokenBytes).toString("base64url");
  writePrivateFile(path, `${token}\n`);
  return token;
}

const oneTimeMs = 60_000;

/** Tokens that open the door once, within a minute: for links that others may see, such as in the list of processes. */
export class OneTimeTokens {
  readonly #now: () => number;
  /** Monotonic times, ms. */
  readonly #validUntil = new Map<string, number>();

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  issue(): string {
    const token = randomBytes(tokenBytes).toString("base64url");
    this.#validUntil.set(token, this.#now() + oneTimeMs);
    return token;
  }

  /** Whether the token is valid; from then on it is not. */
  spend(token: string): boolean {
    const validUntil = this.#validUntil.get(token);
    this.#validUntil.delete(token);
    return validUntil !== undefined && this.#now() <= validUntil;
  }
}

/** Compares in the same time wherever the two differ. */
export function isSameToken(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
