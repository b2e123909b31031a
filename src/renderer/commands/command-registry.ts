import type { PanelCommand } from "./panel-command.ts";

/** The commands of what is on screen: each part of the panel offers its own while it is shown. */
export class CommandRegistry {
  /** By the part, which keeps its place: a palette that is open must not turn under the owner's hands. */
  readonly #offers = new Map<string, readonly PanelCommand[]>();
  readonly #listeners = new Set<() => void>();
  #commands: readonly PanelCommand[] = [];

  /** Takes the part's commands in, in place of those that it offered before. */
  offer(part: string, commands: readonly PanelCommand[]): void {
    this.#offers.set(part, commands);
    this.#tell();
  }

  withdraw(part: string): void {
    this.#offers.delete(part);
    this.#tell();
  }

  readonly getCommands = (): readonly PanelCommand[] => this.#commands;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#commands = [...this.#offers.values()].flat();
    for (const listener of this.#listeners) listener();
  }
}
