import { Column } from "./Column.tsx";
import { Composer } from "./Composer.tsx";
import { RetriedFailure } from "./RetriedFailure.tsx";
import { useColumns } from "./use-columns.ts";
import { useRetriedFailure } from "./use-retried-failure.ts";

/** Chats with the bot side by side, all asked at once; one of them as it is configured, to begin with. */
export function Chats() {
  const { columns, ask, cancel, add, remove, change, clear } = useColumns();
  const retried = useRetriedFailure();
  const cancelAll = () => {
    for (const { exchanges } of columns) {
      for (const { run, answer, error } of exchanges) if (!answer && !error) cancel(run);
    }
  };
  return (
    <div className="playground-chats">
      <div className="playground-columns">
        {columns.map((column, index) => (
          <Column
            key={column.id}
            column={column}
            place={index + 1}
            isAlone={columns.length === 1}
            onChange={(guise) => change(column.id, guise)}
            onRemove={() => remove(column.id)}
            onCancel={cancel}
          />
        ))}
      </div>
      <Composer
        key={retried.failure?.id ?? "own"}
        columns={columns}
        initialText={retried.failure?.content ?? ""}
        onAsk={(text) => ask(text, retried.failure?.author ?? undefined)}
        onCancelAll={cancelAll}
        onCompare={add}
        onClear={clear}
      >
        <RetriedFailure retried={retried} />
      </Composer>
    </div>
  );
}
