import type { Settings } from "../../shared/settings.ts";
import type { MemoryStore } from "../storage/memory-store.ts";
import type { Turn } from "./turn.ts";

/** One earlier question of the channel with the bot's answer. */
export interface Exchange {
  question: string;
  answer: string;
}

/** Where exchanges are kept. */
export type ExchangeStore = Pick<MemoryStore, "recall" | "remember">;

export interface Memory {
  /** The channel's last exchanges, oldest first, within the owner's limits; none while memory is off. */
  recall(channelId: string): Exchange[];
  remember(turn: Turn): void;
}

/** `redact` takes secrets out of what is kept. */
export function createMemory(
  store: ExchangeStore,
  settings: () => Settings["memory"],
  redact: (text: string) => string,
): Memory {
  return {
    recall(channelId) {
      const { turns, maxCharacters } = settings();
      if (turns === 0) return [];
      let characters = 0;
      const newestFirst = store.recall(channelId, turns).reverse();
      const cut = newestFirst.findIndex(({ question, answer }) => {
        characters += question.length + answer.length;
        return characters > maxCharacters;
      });
      return (cut === -1 ? newestFirst : newestFirst.slice(0, cut)).reverse();
    },
    remember(turn) {
      if (settings().turns === 0) return;
      const { channelId, authorId } = turn.message;
      const [question, answer] = [redact(turn.sanitized), redact(turn.response)];
      store.remember(channelId, { authorId, question, answer, at: turn.at });
    },
  };
}
