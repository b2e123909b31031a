import type { Clock } from "../ports.ts";
import type { IncomingMessage } from "./turn.ts";

/** One line of a member on its way to an answer. Whoever opened it must close it. */
export interface Line {
  /** The line after those of the same member that it has taken in, one below the other; what was deleted is left out. */
  readonly text: string;
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
  text: string;
}

interface OpenLine extends Line {
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
  const newest = new Map<string, OpenLine>();

  return {
    open(message: IncomingMessage, text: string): Line {
      const key = `${message.channelId}/${message.authorId}`;
      const at = message.sentAt ?? clock.now();
      const earlier = newest.get(key);
      const isFollowUp =
        earlier !== undefined && !earlier.isSealed && joinLinesMs() > 0 && Math.abs(at - earlier.at) <= joinLinesMs();
      const close = () => {
        if (newest.get(key) === line) newest.delete(key);
      };
      const parts = [...(isFollowUp ? earlier.parts : []), { messageId: message.messageId, text }];
      const line = openLine(parts, at, close);
      newest.set(key, line);
      if (isFollowUp) earlier.join();
      return line;
    },

    /** The messages were deleted: no question holds their text any longer. */
    withdraw(messageIds: readonly string[]): void {
      for (const line of newest.values()) {
        line.parts = line.parts.filter(({ messageId }) => !messageIds.includes(messageId));
      }
    },
  };
}

export type LineJoiner = ReturnType<typeof createLineJoiner>;

function openLine(parts: Part[], at: number, close: () => void): OpenLine {
  const giveUp = new AbortController();
  return {
    parts,
    at,
    close,
    isSealed: false,
    get text() {
      return this.parts.map(({ text }) => text).join("\n");
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
