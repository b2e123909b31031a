import { QuipdeckError, sentenceOf } from "../../shared/errors.ts";
import type { Cancel, Clock } from "../ports.ts";
import type { Bot } from "./bot.ts";
import type { Sessions } from "./session.ts";

/** The answer to the command needs its time to be sent, and settings often change together. */
const delayMs = 500;
/** Discord resets a token after 1,000 log-ins in a day: commands from the chat may cause no more than 720. */
const requestIntervalMs = 120_000;
/** With so few of a day's log-ins left, the rest is for coming back after a lost connection. */
export const scarceLogins = 50;

/** Why a moderator cannot have the bot rebooted now, and how long that holds. */
export interface RebootRefusal {
  reason: "just-rebooted" | "few-logins";
  waitMs: number;
}

interface RebootsParts {
  clock: Clock;
  bot: { readonly facts: Pick<Bot["facts"], "state" | "problem">; reboot(): Promise<void> };
  sessions: Pick<Sessions, "isOutdated" | "logins">;
  /** A reboot that did not lead back online, in a sentence. */
  onTrouble: (sentence: string) => void;
}

/** Reboots that are somebody's wish or a change's consequence. */
export class Reboots {
  readonly #parts: RebootsParts;
  #requestedMs = Number.NEGATIVE_INFINITY;
  #cancel: Cancel = () => undefined;

  constructor(parts: RebootsParts) {
    this.#parts = parts;
  }

  /** Reboots in a moment, for a moderator; gives back null, or why it does not. */
  request(): RebootRefusal | null {
    const { clock, sessions } = this.#parts;
    const nowMs = clock.monotonic();
    const waitMs = this.#requestedMs + requestIntervalMs - nowMs;
    if (waitMs > 0) return { reason: "just-rebooted", waitMs };
    const { logins } = sessions;
    if (logins && logins.remaining <= scarceLogins) return { reason: "few-logins", waitMs: logins.resetsInMs };
    this.#requestedMs = nowMs;
    this.#soon();
    return null;
  }

  /** Reboots at once, for the owner. Rejects where that would leave the bot offline. */
  async now(): Promise<void> {
    const { bot, sessions } = this.#parts;
    if (bot.facts.state === "online" && sessions.logins?.remaining === 0) {
      const mend = "The bot stays online as it is; reboot it tomorrow.";
      throw new QuipdeckError("unavailable", "Discord allows this bot no further log-in today.", mend);
    }
    await bot.reboot();
  }

  /**
   * Reboots a bot that runs, or that ought to, where the settings ask for another session, such as another profile's, if
   * it may log in again.
   */
  followSettings(): void {
    const { bot, sessions } = this.#parts;
    // One that failed was started: the change may be its mend, or the way back from a profile that cannot start.
    const isWanted = ["online", "reconnecting", "failed"].includes(bot.facts.state);
    if (isWanted && sessions.isOutdated && sessions.logins?.remaining !== 0) this.#soon();
  }

  cancel(): void {
    this.#cancel();
  }

  #soon(): void {
    const { clock, bot, onTrouble } = this.#parts;
    this.#cancel();
    this.#cancel = clock.after(delayMs, () => {
      bot.reboot().catch(() => {
        const { problem } = bot.facts;
        if (problem) onTrouble(`The bot did not come back after a reboot. ${sentenceOf(problem)}`);
      });
    });
  }
}
