import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { FoundProvider } from "../../components/Visible.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useKept } from "../../state/use-kept.ts";
import { useUndo } from "../../state/use-undo.ts";
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
  const [typed, setTyped] = useKept<LogFilter>("live filter", () => defaultFilter);
  const undo = useUndo();
  const [filter] = useDebouncedValue(typed, filterDelayMs);
  const forgets = useSnapshot((snapshot) => snapshot.forgets);
  const change = (next: LogFilter) => {
    undo.withdraw();
    setTyped(next);
  };
  const clear = (next: LogFilter, said: string) => {
    setTyped(next);
    undo.offer(said, () => setTyped(typed));
  };
  return (
    <main className="view filled">
      <h1 tabIndex={-1}>Live</h1>
      <Text size="sm" c="dimmed" mb="xs">
        Every message on its way, newest first. Open a row to see each stage.
      </Text>
      <LiveFilter filter={typed} onChange={change} onClear={clear} />
      <FoundProvider value={filter.search}>
        <FilteredLog
          key={JSON.stringify([filter, forgets])}
          filter={filter}
          onFilter={(condition) => change({ ...typed, ...condition })}
          onShowAll={() => clear(defaultFilter, "All filters are cleared.")}
        />
      </FoundProvider>
    </main>
  );
}

interface FilteredLogProps {
  filter: LogFilter;
  onFilter(change: Partial<LogFilter>): void;
  onShowAll(): void;
}

function FilteredLog({ filter, onFilter, onShowAll }: FilteredLogProps) {
  const log = useStoredLog(filter);
  const hold = useHold(log.ids);
  return (
    <>
      <LiveBar log={log} hold={hold} filter={filter} />
      <ErrorLine error={log.error} />
      {log.ids.length === 0 && log.isComplete ? (
        <div className="card">
          <NothingLogged onShowAll={isDefaultFilter(filter) ? null : onShowAll} />
        </div>
      ) : (
        <LiveList log={log} hold={hold} onFilter={onFilter} />
      )}
    </>
  );
}
