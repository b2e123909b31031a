import { useEffect, useMemo, useSyncExternalStore } from "react";
import { browserTiming } from "../../state/browser-timing.ts";
import { usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import type { LogFilter } from "./log-filter.ts";
import { StoredLog, type StoredLogState } from "./stored-log.ts";

export interface ShownLog extends StoredLogState {
  stored: StoredLog;
}

/** The whole stored log under a filter, as it grows. */
export function useStoredLog(filter: LogFilter): ShownLog {
  const panel = usePanelStore();
  const log = useSnapshot((snapshot) => snapshot.log);
  const stored = useMemo(() => {
    const { bridge, getState } = panel;
    const newest = getState().snapshot?.log ?? [];
    return new StoredLog({ call: bridge.call, filter, log: newest, after: browserTiming.after });
  }, [panel, filter]);
  const state = useSyncExternalStore(stored.subscribe, stored.getState);
  useEffect(() => {
    stored.open();
    return () => stored.close();
  }, [stored]);
  useEffect(() => stored.receive(log), [stored, log]);
  return { ...state, stored };
}
