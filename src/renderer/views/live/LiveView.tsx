import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { LiveFilter } from "./LiveFilter.tsx";
import { LiveList } from "./LiveList.tsx";
import { defaultFilter, type LogFilter } from "./log-filter.ts";
import { NothingLogged } from "./NothingLogged.tsx";
import { useLogRows } from "./use-log-rows.ts";

const searchDelayMs = 250;

/** The message log as it happens, newest first. */
export function LiveView() {
  const [typed, setTyped] = useState<LogFilter>(defaultFilter);
  const [search] = useDebouncedValue(typed.search, searchDelayMs);
  const filter = useMemo(() => ({ search, outcomes: typed.outcomes }), [search, typed.outcomes]);
  const log = useLogRows(filter);
  return (
    <main className="view filled">
      <h1>Live</h1>
      <Text size="sm" c="dimmed" mb="xs">
        Every message on its way, newest first. Open a row to see each stage.
      </Text>
      <LiveFilter filter={typed} onChange={setTyped} />
      <ErrorLine error={log.error} />
      {log.rows.length === 0 && !log.more ? (
        <NothingLogged isFiltered={filter.search.trim() !== "" || filter.outcomes !== defaultFilter.outcomes} />
      ) : (
        <LiveList key={`${filter.search} ${filter.outcomes.join()}`} log={log} />
      )}
    </main>
  );
}
