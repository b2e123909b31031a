import { createContext, use, useSyncExternalStore } from "react";
import type { Snapshot } from "../../shared/contract.ts";
import type { CallCommand } from "../bridge/panel-bridge.ts";
import type { PanelState, PanelStore } from "./panel-store.ts";

const PanelContext = createContext<PanelStore | null>(null);
export const PanelProvider = PanelContext.Provider;

export function usePanelStore(): PanelStore {
  const store = use(PanelContext);
  if (!store) throw new Error("usePanelStore outside of a PanelProvider");
  return store;
}

/** The part of the panel's state that `select` picks; it must be a part, not a new object. */
export function usePanelState<T>(select: (state: PanelState) => T): T {
  const store = usePanelStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** The part of the snapshot that `select` picks. Only for views, which are shown once there is a snapshot. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T): T {
  return usePanelState(({ snapshot }) => {
    if (!snapshot) throw new Error("useSnapshot before the first snapshot");
    return select(snapshot);
  });
}

export function useCall(): CallCommand {
  return usePanelStore().bridge.call;
}
