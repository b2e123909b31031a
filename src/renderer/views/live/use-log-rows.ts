import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ErrorReport } from "../../../shared/errors.ts";
import type { LogEntry } from "../../../shared/models.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { mergeNewestFirst } from "../../state/panel-state.ts";
import { type LogFilter, passes, queryOf } from "./log-filter.ts";

const pageSize = 200;
/** Rows that one reading session holds at most. */
const maxRows = 20_000;
/** While a search is shown, newly logged messages are looked up this long after the first of them. */
const renewAfterMs = 400;

interface Fetched {
  filter: LogFilter;
  rows: LogEntry[];
  more: boolean;
  error: ErrorReport | null;
}

const nothingFetched = (filter: LogFilter): Fetched => ({ filter, rows: [], more: true, error: null });

export interface LogRows {
  /** Newest first. */
  rows: LogEntry[];
  /** True while older ones may be stored. */
  more: boolean;
  error: ErrorReport | null;
  loadMore(): void;
}

/** The log under a filter: live rows from the snapshot, older ones and searches through `log/list`. */
export function useLogRows(filter: LogFilter): LogRows {
  const call = useCall();
  const log = useSnapshot((snapshot) => snapshot.log);
  const [stored, setFetched] = useState<Fetched>(() => nothingFetched(filter));
  const fetched = stored.filter === filter ? stored : nothingFetched(filter);
  const underWay = useRef<LogFilter | null>(null);
  const isSearch = filter.search.trim() !== "";
  const newestLoggedId = log[0]?.id ?? 0;

  const live = useMemo(() => (isSearch ? [] : log.filter((entry) => passes(entry, filter))), [isSearch, log, filter]);
  const rows = useMemo(
    () => (fetched.rows.length === 0 ? live : mergeNewestFirst(live, fetched.rows, maxRows)),
    [live, fetched.rows],
  );

  const fetchRows = useCallback(
    async (range: { before?: number; after?: number }) => {
      if (underWay.current === filter) return;
      underWay.current = filter;
      const change = (next: (current: Fetched) => Partial<Fetched>) =>
        setFetched((current) => {
          const base = current.filter === filter ? current : nothingFetched(filter);
          return { ...base, ...next(base) };
        });
      try {
        const { entries, more } = await call("log/list", { ...queryOf(filter, pageSize), ...range });
        if (underWay.current !== filter) return;
        change((current) => ({
          rows: mergeNewestFirst(entries, current.rows, maxRows),
          more: range.after === undefined ? more : current.more,
          error: null,
        }));
      } catch (thrown) {
        if (underWay.current === filter) change(() => ({ error: reportOfRejection(thrown), more: false }));
      } finally {
        if (underWay.current === filter) underWay.current = null;
      }
    },
    [call, filter],
  );

  // Once older pages are shown, live rows join them, so that none is lost between when the snapshot drops its oldest.
  useEffect(() => {
    setFetched((current) =>
      current.filter !== filter || current.rows.length === 0 || live.length === 0
        ? current
        : { ...current, rows: mergeNewestFirst(live, current.rows, maxRows) },
    );
  }, [live, filter]);

  const newestFound = fetched.rows[0]?.id ?? 0;
  useEffect(() => {
    if (!isSearch || newestLoggedId <= newestFound) return;
    const timer = setTimeout(() => void fetchRows(newestFound > 0 ? { after: newestFound } : {}), renewAfterMs);
    return () => clearTimeout(timer);
  }, [isSearch, newestLoggedId, newestFound, fetchRows]);

  const oldestId = rows.at(-1)?.id;
  const loadMore = useCallback(() => {
    if (fetched.more) void fetchRows(oldestId === undefined ? {} : { before: oldestId });
  }, [fetched.more, fetchRows, oldestId]);

  return { rows, more: fetched.more, error: fetched.error, loadMore };
}
