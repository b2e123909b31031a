/** A resumed session sends some events again; so many messages lie between them at the most. */
const kept = 5000;

/** Remembers the newest messages, so that none is answered twice. */
export class SeenMessages {
  readonly #ids = new Set<string>();

  /** False for a message that has been here before. */
  admit(messageId: string): boolean {
    if (this.#ids.has(messageId)) return false;
    this.#ids.add(messageId);
    if (this.#ids.size > kept) this.#ids.delete(this.#ids.values().next().value ?? "");
    return true;
  }

  /** The message was not answered, and may come again. */
  forget(messageId: string): void {
    this.#ids.delete(messageId);
  }
}
