import type { PanelCommand } from "./panel-command.ts";

/** The commands of what is on screen: each part of the panel offers its own while it is shown. */
export class CommandRegistry {
  readonly #offers = new Set<readonly PanelCommand[]>();
  readonly #listeners = new Set<() => void>();
  #commands: readonly PanelCommand[] = [];

  /** Takes `commands` in until the returned function is called. */
  offer(commands: readonly PanelCommand[]): () => void {
    this.#offers.add(commands);
    this.#tell();
    return () => {
      this.#offers.delete(commands);
      this.#tell();
    };
  }

  readonly getCommands = (): readonly PanelCommand[] => this.#commands;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#commands = [...this.#offers].flat();
    for (const listener of this.#listeners) listener();
  }
}
