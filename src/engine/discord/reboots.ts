import { sentenceOf } from "../../shared/errors.ts";
import type { Cancel, Clock } from "../ports.ts";
import type { Bot } from "./bot.ts";
import type { Sessions } from "./session.ts";

/** The answer to the command needs its time to be sent, and settings often change together. */
const delayMs = 500;
/** Discord resets a token after 1,000 log-ins in a day: commands from the chat may cause no more than 720. */
const requestIntervalMs = 120_000;

interface RebootsParts {
  clock: Clock;
  bot: { readonly facts: Pick<Bot["facts"], "state" | "problem">; reboot(): Promise<void> };
  sessions: Pick<Sessions, "isOutdated">;
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

  /** Reboots in a moment, for a moderator; gives back how long they have to wait first, ms, and then does nothing. */
  request(): number {
    const nowMs = this.#parts.clock.monotonic();
    const waitMs = Math.max(0, this.#requestedMs + requestIntervalMs - nowMs);
    if (waitMs > 0) return waitMs;
    this.#requestedMs = nowMs;
    this.#soon();
    return 0;
  }

  /** Reboots a bot that runs, or that ought to, where the settings ask for another session, such as another profile's. */
  followSettings(): void {
    const { bot, sessions } = this.#parts;
    // One that failed was started: the change may be its mend, or the way back from a profile that cannot start.
    const isWanted = ["online", "reconnecting", "failed"].includes(bot.facts.state);
    if (isWanted && sessions.isOutdated) this.#soon();
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
