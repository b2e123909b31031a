import { createContext, use, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { UndoStack, UndoState } from "./undo-stack.ts";

const UndoContext = createContext<UndoStack | null>(null);
export const UndoProvider = UndoContext.Provider;

export function useUndoStack(): UndoStack {
  const stack = use(UndoContext);
  if (!stack) throw new Error("useUndoStack outside of an UndoProvider");
  return stack;
}

export function useUndoState(): UndoState {
  const stack = useUndoStack();
  return useSyncExternalStore(stack.subscribe, stack.getState);
}

export interface Undo {
  /** Says what was done, and offers to take it back. */
  offer(text: string, undo: () => unknown): void;
  /** Withdraws what was offered from here. */
  withdraw(): void;
}

/** Offers to take back what is done in this component; withdrawn as it goes away or is hidden. */
export function useUndo(): Undo {
  const stack = useUndoStack();
  const withdrawals = useRef<(() => void)[]>([]);
  const offer = useCallback(
    (text: string, undo: () => unknown) => void withdrawals.current.push(stack.offer({ text, undo })),
    [stack],
  );
  const withdraw = useCallback(() => {
    for (const one of withdrawals.current.splice(0)) one();
  }, []);
  useEffect(() => withdraw, [withdraw]);
  return useMemo(() => ({ offer, withdraw }), [offer, withdraw]);
}
