import { useCallback, useState } from "react";
import { type ErrorReport, sentenceOf } from "../../shared/errors.ts";
import { reportOfRejection } from "../bridge/panel-bridge.ts";

export interface Action {
  isRunning: boolean;
  /** Why the last run was refused; null before it and after one that succeeded. */
  error: ErrorReport | null;
  /** Both sentences of `error`, for the place beside a field. */
  errorText: string | undefined;
  /** Runs `task`; resolves to its value, or to undefined where it was refused. */
  run<T>(task: () => Promise<T>): Promise<T | undefined>;
  clear(): void;
}

/** The state of something the owner asked for: under way, refused, or neither. */
export function useAction(): Action {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);

  const run = useCallback(async <T>(task: () => Promise<T>): Promise<T | undefined> => {
    setRunning(true);
    try {
      const value = await task();
      setError(null);
      return value;
    } catch (thrown) {
      setError(reportOfRejection(thrown));
      return undefined;
    } finally {
      setRunning(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);

  return { isRunning, error, errorText: error ? sentenceOf(error) : undefined, run, clear };
}
