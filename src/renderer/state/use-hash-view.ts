import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What stands after `#` in the address: a view's name, and perhaps parameters, as in `failures?id=12`. */
function useHash(): [view: string, parameters: string] {
  const [view = "", parameters = ""] = useSyncExternalStore(subscribe, () => window.location.hash.slice(1)).split("?");
  return [view, parameters];
}

/** The view named in the address, or the first one. */
export function useHashView<Name extends string>(names: readonly [Name, ...Name[]]): Name {
  const [view] = useHash();
  return names.find((name) => name === view) ?? names[0];
}

/** The number that the address gives to this view as `name`; null where it gives none. */
export function useHashNumber(view: string, name: string): number | null {
  const [named, parameters] = useHash();
  const value = named === view ? new URLSearchParams(parameters).get(name) : null;
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}
