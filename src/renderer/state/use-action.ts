import { useCallback, useEffect, useRef, useState } from "react";
import { type ErrorReport, sentenceOf } from "../../shared/errors.ts";
import { reportOfRejection } from "../bridge/panel-bridge.ts";

export interface Action {
  isRunning: boolean;
  /** Why the last run was refused; null before it, and after one that succeeded or was called off. */
  error: ErrorReport | null;
  /** Both sentences of `error`, for the place beside a field. */
  errorText: string | undefined;
  /** Whether the last run came to nothing because it was called off. */
  isCancelled: boolean;
  /** Runs `task`, which `signal` calls off; resolves to its value, or to undefined where it was refused or called off. */
  run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
  cancel(): void;
  clear(): void;
}

/** The state of something the owner asked for: under way, refused, called off, or neither. */
export function useAction(): Action {
  const [isRunning, setRunning] = useState(false);
  const [isCancelled, setCancelled] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const newest = useRef<AbortController | null>(null);

  const run = useCallback(async <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> => {
    const controller = new AbortController();
    newest.current = controller;
    setRunning(true);
    setCancelled(false);
    try {
      const value = await task(controller.signal);
      setError(null);
      return value;
    } catch (thrown) {
      const report = reportOfRejection(thrown);
      const wasCalledOff = report.code === "cancelled";
      setCancelled(wasCalledOff);
      setError(wasCalledOff ? null : report);
      return undefined;
    } finally {
      setRunning(false);
    }
  }, []);
  const cancel = useCallback(() => newest.current?.abort(), []);
  const clear = useCallback(() => setError(null), []);

  return { isRunning, error, errorText: error ? sentenceOf(error) : undefined, isCancelled, run, cancel, clear };
}

/** The same for what has no place to stand once its view is gone: it is called off then. */
export function useViewAction(): Action {
  const action = useAction();
  const { cancel } = action;
  useEffect(() => cancel, [cancel]);
  return action;
}
