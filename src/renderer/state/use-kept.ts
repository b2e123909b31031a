import { createContext, type Dispatch, type SetStateAction, use, useEffect, useState } from "react";
import { useSnapshot } from "./panel-context.tsx";

/** What outlives the views, for as long as the page is open. */
export interface Kept {
  values: Map<string, unknown>;
  /** What is half written, and would be lost with the page. */
  unsaved: Set<string>;
  /** Hears whether there is any of it. */
  onUnsaved(isUnsaved: boolean): void;
}

const KeptContext = createContext<Kept | null>(null);
export const KeptProvider = KeptContext.Provider;

export function createKept(onUnsaved: Kept["onUnsaved"]): Kept {
  return { values: new Map(), unsaved: new Set(), onUnsaved };
}

function useKeptThings(): Kept {
  const kept = use(KeptContext);
  if (!kept) throw new Error("what is kept is asked for outside of a KeptProvider");
  return kept;
}

/** State that outlives its view; `name` belongs to one component and one type. */
export function useKept<T>(name: string, initial: () => T): [T, Dispatch<SetStateAction<T>>] {
  const { values } = useKeptThings();
  const [value, setValue] = useState<T>(() => (values.has(name) ? (values.get(name) as T) : initial()));
  useEffect(() => void values.set(name, value), [values, name, value]);
  return [value, setValue];
}

/** Says whether something half written would be lost with the page; that holds while its view is hidden, too. */
export function useUnsaved(name: string, isUnsaved: boolean): void {
  const { unsaved, onUnsaved } = useKeptThings();
  useEffect(() => {
    if (isUnsaved) unsaved.add(name);
    else unsaved.delete(name);
    onUnsaved(unsaved.size > 0);
  }, [unsaved, onUnsaved, name, isUnsaved]);
}

/** Has the browser ask before such a page is left. The desktop's window cannot ask: there the app does as it ends. */
export function useAskBeforeLeaving(): void {
  const { unsaved } = useKeptThings();
  const isBrowser = useSnapshot(({ host }) => host.kind !== "desktop");
  useEffect(() => {
    if (!isBrowser) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved, isBrowser]);
}
