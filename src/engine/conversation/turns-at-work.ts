import type { Turn } from "./turn.ts";

/** The turns that have not ended: what happens to their messages or members meanwhile concerns them. */
export class TurnsAtWork {
  readonly #turns = new Set<Turn>();

  begin(turn: Turn): void {
    this.#turns.add(turn);
  }

  end(turn: Turn): void {
    this.#turns.delete(turn);
  }

  /** The messages were deleted: nobody wants their answers any more. */
  withdraw(messageIds: readonly string[]): void {
    for (const turn of this.#turns) turn.isWithdrawn ||= messageIds.includes(turn.message.messageId);
  }

  /** Of the member nothing may be kept, and what was recorded so far is deleted. */
  forget(authorId: string): void {
    for (const turn of this.#turns) {
      // Their earlier lines may stand in what others' questions were sent with.
      turn.prompt = [];
      if (turn.message.authorId !== authorId) continue;
      turn.isForgotten = true;
      turn.failureId = null;
    }
  }
}
