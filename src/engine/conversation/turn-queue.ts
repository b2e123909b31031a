import type { Clock } from "../ports.ts";

export interface QueueLimits {
  /** Turns that are worked on at once. */
  maxConcurrent: number;
  maxWaiting: number;
  staleAfterMs: number;
}

export interface Ticket {
  channelId: string;
  authorId: string;
  /** Turns of one conversation are worked on one at a time; null for a turn that is about no other. */
  conversationId: string | null;
  /** Monotonic time of arrival, ms. */
  arrivedMs: number;
}

/** A place at work. Whoever holds one must leave. */
export interface Place {
  admitted: true;
  /** Resolves when every turn of the channel that was admitted earlier has left: answers appear in order. */
  predecessorsLeft: Promise<void>;
  leave(): void;
}

export type Admission = Place | { admitted: false; outcome: "overloaded" | "stale" | "stopped" };

export interface TurnQueue {
  enter(ticket: Ticket): Promise<Admission>;
  /** Sends home all who wait, as `stopped`. Turns at work go on. */
  clear(): void;
  readonly waiting: number;
  readonly inFlight: number;
}

interface Waiting {
  ticket: Ticket;
  admit: (admission: Admission) => void;
}

/**
 * A bounded queue, fair between members: they take turns, and each member's questions stay in order.
 * `limits` is asked at each decision, so that changed settings count at once.
 */
export function createTurnQueue(clock: Clock, limits: () => QueueLimits): TurnQueue {
  // Insertion order is the order of the round: who was served goes to its end.
  const byMember = new Map<string, Waiting[]>();
  const channels = new Map<string, { inFlight: number; last: Promise<void> }>();
  const conversations = new Set<string>();
  let waiting = 0;
  let inFlight = 0;

  function occupy({ channelId, conversationId }: Ticket): Place {
    const channel = channels.get(channelId) ?? { inFlight: 0, last: Promise.resolve() };
    channels.set(channelId, channel);
    const predecessorsLeft = channel.last;
    const { promise, resolve } = Promise.withResolvers<void>();
    channel.last = predecessorsLeft.then(() => promise);
    channel.inFlight += 1;
    inFlight += 1;
    if (conversationId !== null) conversations.add(conversationId);
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      resolve();
      channel.inFlight -= 1;
      inFlight -= 1;
      if (channel.inFlight === 0) channels.delete(channelId);
      if (conversationId !== null) conversations.delete(conversationId);
      admitNext();
    };
    return { admitted: true, predecessorsLeft, leave };
  }

  function takeNext(): Waiting | null {
    if (inFlight >= limits().maxConcurrent) return null;
    for (const [member, queue] of byMember) {
      const first = queue[0];
      if (!first || conversations.has(first.ticket.conversationId ?? "")) continue;
      queue.shift();
      byMember.delete(member);
      if (queue.length > 0) byMember.set(member, queue);
      waiting -= 1;
      return first;
    }
    return null;
  }

  function admitNext(): void {
    for (let next = takeNext(); next !== null; next = takeNext()) {
      const isStale = clock.monotonic() - next.ticket.arrivedMs > limits().staleAfterMs;
      next.admit(isStale ? { admitted: false, outcome: "stale" } : occupy(next.ticket));
    }
  }

  return {
    enter(ticket) {
      if (waiting >= limits().maxWaiting) return Promise.resolve({ admitted: false, outcome: "overloaded" });
      return new Promise((admit) => {
        const queue = byMember.get(ticket.authorId);
        if (queue) queue.push({ ticket, admit });
        else byMember.set(ticket.authorId, [{ ticket, admit }]);
        waiting += 1;
        admitNext();
      });
    },
    clear() {
      const all = [...byMember.values()].flat();
      byMember.clear();
      waiting = 0;
      for (const { admit } of all) admit({ admitted: false, outcome: "stopped" });
    },
    get waiting() {
      return waiting;
    },
    get inFlight() {
      return inFlight;
    },
  };
}
