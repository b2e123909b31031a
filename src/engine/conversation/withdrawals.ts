/** The messages at work that were deleted meanwhile: nobody wants their answer any more. */
export class Withdrawals {
  readonly #atWork = new Set<string>();
  readonly #withdrawn = new Set<string>();

  begin(messageId: string): void {
    this.#atWork.add(messageId);
  }

  end(messageId: string): void {
    this.#atWork.delete(messageId);
    this.#withdrawn.delete(messageId);
  }

  /** Passes over what is not at work. */
  withdraw(messageId: string): void {
    if (this.#atWork.has(messageId)) this.#withdrawn.add(messageId);
  }

  has(messageId: string): boolean {
    return this.#withdrawn.has(messageId);
  }
}
