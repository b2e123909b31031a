import type { Settings } from "../../shared/settings.ts";
import { hourMs } from "../../shared/utc-time.ts";
import type { Clock } from "../ports.ts";
import type { Exchange, ExchangeGroup, MemoryStore } from "../storage/memory-store.ts";
import type { IncomingMessage, Turn } from "./turn.ts";

/** Where exchanges are kept. */
export type ExchangeStore = Pick<MemoryStore, "recall" | "remember">;

export interface Memory {
  /**
   * The persona's last exchanges that belong to the message, oldest first, within the owner's limits; none while memory
   * is off.
   */
  recall(message: IncomingMessage, personaId: string): Exchange[];
  /**
   * The conversation in which the next question may be about the last answer, so that its turns wait for each other;
   * null where nothing waits.
   */
  conversationOf(message: IncomingMessage): string | null;
  remember(turn: Turn, personaId: string): void;
}

interface MemoryParts {
  clock: Clock;
  store: ExchangeStore;
  settings: () => Settings["memory"];
  /** Takes secrets out of what is kept. */
  redact: (text: string) => string;
}

export function createMemory({ clock, store, settings, redact }: MemoryParts): Memory {
  return {
    recall(message, personaId) {
      const { turns, scope, maxCharacters, maxAgeHours } = settings();
      const group = turns === 0 ? null : groupOf(message, scope);
      if (group === null) return [];
      const exchanges = store.recall(group, { personaId, turns, sinceMs: clock.now() - maxAgeHours * hourMs });
      return withinCharacters(exchanges, maxCharacters);
    },
    conversationOf(message) {
      const { turns, scope } = settings();
      if (turns === 0) return null;
      if (scope === "channel" || isThreadsOwn(message, scope)) return message.channelId;
      // Whoever replies has the answer before them already.
      return scope === "member" ? `${message.guildId}/${message.authorId}` : null;
    },
    remember(turn, personaId) {
      if (settings().turns === 0) return;
      const { guildId, channelId, authorId, repliesToId = null } = turn.message;
      const [question, answer] = [redact(turn.sanitized), redact(turn.response)];
      const { at, replyIds } = turn;
      const threadId = turn.replyChannelIds.find((id) => id !== channelId) ?? null;
      const whose = { guildId, channelId, threadId, authorId, personaId, repliesToId };
      store.remember({ ...whose, replyIds, question, answer, at });
    },
  };
}

type Scope = Settings["memory"]["scope"];

/** A thread of the bot's is one conversation, though nobody replies in it; a member's own goes through the server. */
function isThreadsOwn({ isInOwnThread }: IncomingMessage, scope: Scope): boolean {
  return isInOwnThread && scope !== "member";
}

function groupOf(message: IncomingMessage, scope: Scope): ExchangeGroup | null {
  const { guildId, channelId, authorId, repliesToId = null } = message;
  if (isThreadsOwn(message, scope)) return { of: "thread", threadId: channelId };
  if (scope === "channel") return { of: "channel", channelId };
  if (scope === "member") return { of: "member", guildId, authorId };
  return repliesToId === null ? null : { of: "reply-chain", messageId: repliesToId };
}

/** The newest that fit in, without a gap. */
function withinCharacters(exchanges: readonly Exchange[], maxCharacters: number): Exchange[] {
  let left = maxCharacters;
  const first = exchanges.findLastIndex(({ question, answer }) => {
    left -= question.length + answer.length;
    return left < 0;
  });
  return exchanges.slice(first + 1);
}
