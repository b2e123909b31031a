import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { FoundProvider } from "../../components/Visible.tsx";
import { LiveBar } from "./LiveBar.tsx";
import { LiveFilter } from "./LiveFilter.tsx";
import { LiveList } from "./LiveList.tsx";
import { defaultFilter, isDefaultFilter, type LogFilter } from "./log-filter.ts";
import { NothingLogged } from "./NothingLogged.tsx";
import { useHold } from "./use-hold.ts";
import { useStoredLog } from "./use-stored-log.ts";

const filterDelayMs = 250;

/** The whole message log as it happens, newest first. */
export function LiveView() {
  const [typed, setTyped] = useState<LogFilter>(defaultFilter);
  const [filter] = useDebouncedValue(typed, filterDelayMs);
  return (
    <main className="view filled">
      <h1 tabIndex={-1}>Live</h1>
      <Text size="sm" c="dimmed" mb="xs">
        Every message on its way, newest first. Open a row to see each stage.
      </Text>
      <LiveFilter filter={typed} onChange={setTyped} />
      <FoundProvider value={filter.search}>
        <FilteredLog
          key={JSON.stringify(filter)}
          filter={filter}
          onFilter={(change) => setTyped((before) => ({ ...before, ...change }))}
        />
      </FoundProvider>
    </main>
  );
}

interface FilteredLogProps {
  filter: LogFilter;
  onFilter(change: Partial<LogFilter>): void;
}

function FilteredLog({ filter, onFilter }: FilteredLogProps) {
  const log = useStoredLog(filter);
  const hold = useHold(log.ids);
  return (
    <>
      <LiveBar log={log} hold={hold} filter={filter} />
      <ErrorLine error={log.error} />
      {log.ids.length === 0 && log.isComplete ? (
        <div className="card">
          <NothingLogged isFiltered={!isDefaultFilter(filter)} />
        </div>
      ) : (
        <LiveList log={log} hold={hold} onFilter={onFilter} />
      )}
    </>
  );
}
