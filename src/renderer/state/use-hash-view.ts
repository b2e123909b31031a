import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The view named in the address after `#`, or the first one. */
export function useHashView<Name extends string>(names: readonly [Name, ...Name[]]): Name {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash.slice(1));
  return names.find((name) => name === hash) ?? names[0];
}
