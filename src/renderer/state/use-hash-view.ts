import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

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
  const value = useHashParameter(view, name);
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** Tells what the address asks of this view as `name`, and takes it out of the address, so that it can be asked again. */
export function useHashRequest(view: string, name: string, onAsked: (value: string) => unknown): void {
  const value = useHashParameter(view, name);
  const tell = useEffectEvent(onAsked);
  useEffect(() => {
    if (value === null) return;
    window.location.replace(`#${view}`);
    tell(value);
  }, [view, value]);
}

function useHashParameter(view: string, name: string): string | null {
  const [named, parameters] = useHash();
  return named === view ? new URLSearchParams(parameters).get(name) : null;
}
