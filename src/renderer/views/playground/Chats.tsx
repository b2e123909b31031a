import { useEffect, useState } from "react";
import type { Persona } from "../../../shared/persona.ts";
import { Column } from "./Column.tsx";
import { Composer } from "./Composer.tsx";
import { RetriedFailure } from "./RetriedFailure.tsx";
import { useColumns } from "./use-columns.ts";
import { useRetriedFailure } from "./use-retried-failure.ts";

interface ChatsProps {
  /** A persona that is tried out in place of the active profile's; null while it cannot be played yet. */
  draft?: Persona | null;
}

/** Chats with the bot side by side, all asked at once; one of them as it is configured, to begin with. */
export function Chats({ draft }: ChatsProps) {
  const { columns, ask, cancel, add, remove, change, clear } = useColumns(draft ?? null);
  const retried = useRetriedFailure();
  // A failure that is tried again must not take the place of what was being written.
  const [typed, setTyped] = useState<Record<string, string>>({});
  const about = `${retried.failure?.id ?? "own"}`;
  useEffect(
    // What was sent is not half written: come back to, a failure begins with its own message again.
    () => () => setTyped(({ [about]: text = "", ...others }) => (text === "" ? others : { ...others, [about]: text })),
    [about],
  );
  const cancelAll = () => {
    for (const { exchanges } of columns) {
      for (const { run } of exchanges) cancel(run);
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
            isDraft={draft !== undefined}
            onChange={(guise) => change(column.id, guise)}
            onRemove={() => remove(column.id)}
            onCancel={cancel}
          />
        ))}
      </div>
      <Composer
        key={about}
        columns={columns}
        isReady={draft !== null}
        text={typed[about] ?? retried.failure?.content ?? ""}
        onType={(text) => setTyped((known) => ({ ...known, [about]: text }))}
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
