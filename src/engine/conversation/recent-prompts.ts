import type { ChatMessage } from "../../shared/models.ts";
import type { EndedTurn } from "./turn.ts";

const maxPrompts = 500;

/**
 * What the model was sent for the newest 500 messages of this run. Kept in memory only: it holds the channel's memory, so
 * on the disk it would outlive what a member wants forgotten, and built anew it might not be what the model saw.
 */
export class RecentPrompts {
  /** By the message's id on Discord, oldest first. */
  readonly #prompts = new Map<string, readonly ChatMessage[]>();

  keep({ message, prompt, attempts }: Pick<EndedTurn, "message" | "prompt" | "attempts">): void {
    // With every key at rest it was made, but never sent; and it is let go of when a member is to be forgotten meanwhile.
    if (attempts.length === 0 || prompt.length === 0) return;
    this.#prompts.set(message.messageId, prompt);
    for (const oldest of this.#prompts.keys()) {
      if (this.#prompts.size <= maxPrompts) return;
      this.#prompts.delete(oldest);
    }
  }

  /** Null where none was sent, or it is no longer kept. */
  get(messageId: string): readonly ChatMessage[] | null {
    return this.#prompts.get(messageId) ?? null;
  }

  /** A member's lines may stand in the prompts of others. */
  forgetAll(): void {
    this.#prompts.clear();
  }
}
