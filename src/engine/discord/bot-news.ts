import { type ErrorReport, sentenceOf } from "../../shared/errors.ts";
import type { BotState, Notice, ShardsUp } from "../../shared/models.ts";
import { partlyUp } from "../../shared/shard-words.ts";

interface BotNewsParts {
  tell: (level: Notice["level"], sentence: string) => void;
  /** How far a fresh session looks back for questions; 0: not at all. */
  catchUpMinutes: () => number;
}

/** Tells the owner of the bot's troubles: each once, and when it is over. */
export class BotNews {
  readonly #parts: BotNewsParts;
  #told: string | null = null;

  constructor(parts: BotNewsParts) {
    this.#parts = parts;
  }

  follow({ state, shards, problem }: { state: BotState; shards: ShardsUp | null; problem: ErrorReport | null }): void {
    const sentence = problem && sentenceOf(problem);
    if (sentence === this.#told) return;
    const up = partlyUp(shards);
    if (sentence !== null) this.#parts.tell("error", up === null ? sentence : `${sentence} ${up} are online.`);
    else if (state === "online") this.#parts.tell("info", "The bot is online again.");
    // Until it is online, a problem that is only being retried is not over.
    if (sentence !== null || state === "online" || state === "stopped") this.#told = sentence;
  }

  /** The bot was not there between these times, ms since the epoch. */
  tellGap(fromMs: number, toMs: number): void {
    const [from, to] = [fromMs, toMs].map((at) => new Date(at).toISOString().slice(0, 19).replace("T", " "));
    const minutes = this.#parts.catchUpMinutes();
    const lookBack = minutes === 0 ? "" : ` Questions of the last ${minutes} minutes are looked for now.`;
    const text = `The bot was offline from ${from} to ${to} UTC: what was said then it has not seen.${lookBack}`;
    this.#parts.tell("warning", text);
  }
}
