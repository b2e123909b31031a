import { createContext, use, useId, useLayoutEffect, useSyncExternalStore } from "react";
import type { CommandRegistry } from "./command-registry.ts";
import type { PanelCommand } from "./panel-command.ts";

const CommandContext = createContext<CommandRegistry | null>(null);
export const CommandProvider = CommandContext.Provider;

function useCommandRegistry(): CommandRegistry {
  const registry = use(CommandContext);
  if (!registry) throw new Error("useCommandRegistry outside of a CommandProvider");
  return registry;
}

/** Offers `commands` while the component is shown; the array must stay the same as long as they do. */
export function useCommands(commands: readonly PanelCommand[]): void {
  const registry = useCommandRegistry();
  const part = useId();
  // With the picture itself: a key that is pressed as soon as a view is seen finds what the view offers.
  useLayoutEffect(() => registry.offer(part, commands), [registry, part, commands]);
  useLayoutEffect(() => () => registry.withdraw(part), [registry, part]);
}

/** Everything that can be done at this moment. */
export function useCommandList(): readonly PanelCommand[] {
  const registry = useCommandRegistry();
  return useSyncExternalStore(registry.subscribe, registry.getCommands);
}
