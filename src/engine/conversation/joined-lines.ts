import type { Clock } from "../ports.ts";
import type { Delivery, Turn } from "./turn.ts";

/** One line of a member on its way to an answer. Whoever opened it must close it. */
export interface Line {
  /** The line after those of the same member that it has taken in, one below the other; what was deleted is left out. */
  readonly text: string;
  /** True when every line was deleted. */
  readonly isGone: boolean;
  /** The way back to the last line that still stands. */
  readonly delivery: Delivery;
  /** Aborted when a later line takes this one in. */
  readonly signal: AbortSignal;
  /** True when a later line has taken this one in. */
  readonly isJoined: boolean;
  /** From here on no later line takes it in: its answer goes out. */
  seal(): void;
  close(): void;
}

/** What stands in one message. */
interface Part {
  messageId: string;
  delivery: Delivery;
  text: string;
}

interface OpenLine extends Line {
  readonly authorId: string;
  /** Oldest first. */
  parts: Part[];
  /** ms since the epoch. */
  at: number;
  isSealed: boolean;
  join(): void;
}

/**
 * Joins what a member writes in a channel in quick succession into one question, so that it is answered once, under the
 * last line. A line by itself waits for nobody: its answer is begun at once, and given up when another line follows
 * before it is sent.
 */
export function createLineJoiner(clock: Clock, joinLinesMs: () => number) {
  /** The line of a member and channel that a next one may join. */
  const newest = new Map<string, OpenLine>();
  const open = new Set<OpenLine>();

  return {
    open({ message, delivery, sanitized: text }: Pick<Turn, "message" | "delivery" | "sanitized">): Line {
      const key = `${message.channelId}/${message.authorId}`;
      const at = message.sentAt ?? clock.now();
      const earlier = newest.get(key);
      const isFollowUp =
        earlier !== undefined && !earlier.isSealed && joinLinesMs() > 0 && Math.abs(at - earlier.at) <= joinLinesMs();
      const close = () => {
        open.delete(line);
        if (newest.get(key) === line) newest.delete(key);
      };
      const own = { messageId: message.messageId, delivery, text };
      const line = openLine(own, isFollowUp ? earlier.parts : [], { at, authorId: message.authorId, close });
      newest.set(key, line);
      open.add(line);
      if (isFollowUp) earlier.join();
      return line;
    },

    /** The messages were deleted: no question holds their text any longer. */
    withdraw(messageIds: readonly string[]): void {
      for (const line of open) {
        line.parts = line.parts.filter(({ messageId }) => !messageIds.includes(messageId));
      }
    },

    /** What the member has written so far is taken into no later line. */
    forget(authorId: string): void {
      for (const line of open) if (line.authorId === authorId) line.seal();
    },
  };
}

export type LineJoiner = ReturnType<typeof createLineJoiner>;

function openLine(
  own: Part,
  earlier: readonly Part[],
  { at, authorId, close }: Pick<OpenLine, "at" | "authorId" | "close">,
): OpenLine {
  const giveUp = new AbortController();
  return {
    parts: [...earlier, own],
    at,
    authorId,
    close,
    isSealed: false,
    get text() {
      return this.parts.map(({ text }) => text).join("\n");
    },
    get isGone() {
      return this.parts.length === 0;
    },
    get delivery() {
      return (this.parts.at(-1) ?? own).delivery;
    },
    signal: giveUp.signal,
    get isJoined() {
      return giveUp.signal.aborted;
    },
    seal() {
      this.isSealed = true;
    },
    join() {
      giveUp.abort(new Error("A later line of the member has taken this one in."));
    },
  };
}
