import type { Clock } from "../ports.ts";

export interface QueueLimits {
  /** Answers that are written at once. */
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
  /** The answer is written, and has so many messages to be sent: meanwhile another one may be written. */
  written(messages: number): void;
  leave(): void;
}

export type Admission = Place | { admitted: false; outcome: "overloaded" | "stale" };

export interface TurnQueue {
  /** Rejects with the signal's reason when that ends the wait. */
  enter(ticket: Ticket, signal: AbortSignal): Promise<Admission>;
  readonly waiting: number;
  readonly inFlight: number;
}

interface QueueParts {
  clock: Clock;
  /** Asked at each decision, so that changed limits count at once. */
  limits: () => QueueLimits;
  /** How many messages Discord lets through to the channel in one of its windows; null while nobody knows. */
  sendLimit: (channelId: string) => number | null;
}

interface Waiting {
  ticket: Ticket;
  settle: (admission: Admission) => void;
}

interface Channel {
  /** Turns that have not left. */
  turns: number;
  /** Messages to be sent by them; at least one each. */
  messages: number;
  last: Promise<void>;
}

/**
 * A bounded queue, fair between members: they take turns, and each member's questions stay in order within a channel.
 * A channel has no more answers under way than Discord lets through at once, so that those who wait for it hold up no
 * other channel. A full queue turns away the newest question of whoever has most waiting.
 */
export function createTurnQueue(parts: QueueParts): TurnQueue {
  return new FairQueue(parts);
}

class FairQueue implements TurnQueue {
  readonly #parts: QueueParts;
  /** Insertion order is the order of the round: who was served goes to its end. */
  readonly #byMember = new Map<string, Waiting[]>();
  readonly #channels = new Map<string, Channel>();
  readonly #conversations = new Set<string>();
  #waiting = 0;
  #inFlight = 0;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  enter(ticket: Ticket, signal: AbortSignal): Promise<Admission> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (!this.#makeRoom(ticket.authorId)) return Promise.resolve({ admitted: false, outcome: "overloaded" });
    const { promise, resolve, reject } = Promise.withResolvers<Admission>();
    const onAbort = () => {
      this.#remove(waiting);
      reject(signal.reason);
    };
    const settle = (admission: Admission) => {
      signal.removeEventListener("abort", onAbort);
      resolve(admission);
    };
    const waiting = { ticket, settle };
    signal.addEventListener("abort", onAbort, { once: true });
    this.#waitingOf(ticket.authorId).push(waiting);
    this.#waiting += 1;
    this.#admitNext();
    return promise;
  }

  /** False when the queue is full of questions whose members have no more waiting than this one. */
  #makeRoom(authorId: string): boolean {
    const { maxWaiting } = this.#parts.limits();
    if (this.#waiting < maxWaiting) return true;
    this.#dropStale();
    if (this.#waiting < maxWaiting) return true;
    const own = this.#byMember.get(authorId)?.length ?? 0;
    const longest = [...this.#byMember.values()].reduce((most, next) => (next.length > most.length ? next : most), []);
    const newest = longest.at(-1);
    if (newest === undefined || longest.length <= own + 1) return false;
    this.#turnAway(newest, "overloaded");
    return true;
  }

  #dropStale(): void {
    for (const waiting of [...this.#byMember.values()].flat())
      if (this.#isStale(waiting)) this.#turnAway(waiting, "stale");
  }

  #turnAway(waiting: Waiting, outcome: "overloaded" | "stale"): void {
    this.#remove(waiting);
    waiting.settle({ admitted: false, outcome });
  }

  #admitNext(): void {
    for (let next = this.#takeNext(); next !== null; next = this.#takeNext()) {
      next.settle(this.#isStale(next) ? { admitted: false, outcome: "stale" } : this.#occupy(next.ticket));
    }
  }

  #takeNext(): Waiting | null {
    if (this.#inFlight >= this.#parts.limits().maxConcurrent) return null;
    for (const [member, queue] of this.#byMember) {
      const first = queue.find(({ ticket }) => this.#mayBegin(ticket));
      if (first === undefined && queue.length > 0) continue;
      this.#byMember.delete(member);
      if (first === undefined) continue;
      this.#remove(first, queue);
      if (queue.length > 0) this.#byMember.set(member, queue);
      return first;
    }
    return null;
  }

  #mayBegin({ channelId, conversationId }: Ticket): boolean {
    if (conversationId !== null && this.#conversations.has(conversationId)) return false;
    const underWay = this.#channels.get(channelId)?.messages ?? 0;
    return underWay < (this.#parts.sendLimit(channelId) ?? this.#parts.limits().maxConcurrent);
  }

  #occupy({ channelId, conversationId }: Ticket): Place {
    const channel = this.#channels.get(channelId) ?? { turns: 0, messages: 0, last: Promise.resolve() };
    this.#channels.set(channelId, channel);
    const predecessorsLeft = channel.last;
    const gone = Promise.withResolvers<void>();
    channel.last = predecessorsLeft.then(() => gone.promise);
    channel.turns += 1;
    channel.messages += 1;
    this.#inFlight += 1;
    if (conversationId !== null) this.#conversations.add(conversationId);
    let messages = 1;
    let isWritten = false;
    let hasLeft = false;
    const written = (count: number) => {
      if (isWritten) return;
      isWritten = true;
      this.#inFlight -= 1;
      channel.messages += count - messages;
      messages = count;
      this.#admitNext();
    };
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      gone.resolve();
      channel.turns -= 1;
      if (channel.turns === 0) this.#channels.delete(channelId);
      if (conversationId !== null) this.#conversations.delete(conversationId);
      written(0);
      channel.messages -= messages;
      this.#admitNext();
    };
    return { admitted: true, predecessorsLeft, written, leave };
  }

  #isStale({ ticket }: Waiting): boolean {
    return this.#parts.clock.monotonic() - ticket.arrivedMs > this.#parts.limits().staleAfterMs;
  }

  #waitingOf(member: string): Waiting[] {
    const known = this.#byMember.get(member);
    if (known !== undefined) return known;
    const fresh: Waiting[] = [];
    this.#byMember.set(member, fresh);
    return fresh;
  }

  /** The member keeps the place in the round: what was given up may be asked again at once, with more. */
  #remove(waiting: Waiting, queue = this.#byMember.get(waiting.ticket.authorId)): void {
    const place = queue?.indexOf(waiting) ?? -1;
    if (queue === undefined || place === -1) return;
    queue.splice(place, 1);
    this.#waiting -= 1;
  }
}
