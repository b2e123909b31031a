import { useEffect, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import { useAction } from "../../state/use-action.ts";

interface Renewed<T> {
  /** Null before the first answer. */
  value: T | null;
  error: ErrorReport | null;
}

/**
 * The answer to a question that is put again on each `occasion` (a number above 0), and when `load` changes (it must be
 * stable otherwise). The last answer stays while a newer one is refused; one that was overtaken is dropped.
 */
export function useRenewed<T>(load: () => Promise<T>, occasion: number): Renewed<T> {
  const { run, error } = useAction();
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    let isWanted = occasion > 0;
    void run(load).then((found) => {
      if (isWanted && found !== undefined) setValue(found);
    });
    return () => {
      isWanted = false;
    };
  }, [load, occasion, run]);
  return { value, error };
}
