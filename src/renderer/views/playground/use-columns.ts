import { useRef, useState } from "react";
import type { Persona } from "../../../shared/persona.ts";
import type { PlaygroundProgress } from "../../../shared/playground.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { useCall } from "../../state/panel-context.tsx";
import { useUndo } from "../../state/use-undo.ts";
import { whenSeen } from "../../state/visibility.ts";
import {
  asConfigured,
  type ColumnState,
  type ExchangeState,
  type Guise,
  isUntouched,
  questionFor,
  withColumn,
  withEarlier,
  withExchange,
} from "./columns.ts";

interface Columns {
  columns: ColumnState[];
  add(): void;
  remove(id: number): void;
  change(id: number, guise: Guise): void;
  /** Asks all columns at once. */
  ask(text: string, author?: string): void;
  cancel(run: number): void;
  clear(): void;
}

/** The chats of the playground: what was asked in each, and how far its answers have come; `draft` plays where none is chosen. */
export function useColumns(draft: Persona | null): Columns {
  const call = useCall();
  const [columns, setColumns] = useState<ColumnState[]>([{ id: 0, guise: asConfigured, exchanges: [] }]);
  const nextId = useRef(1);
  const unanswered = useRef(new Map<number, AbortController>());
  const undo = useUndo();

  const ask = async (column: ColumnState, text: string, author?: string) => {
    const run = nextId.current++;
    const exchange = { run, text, progress: null, answer: null, error: null };
    setColumns((known) =>
      known.map((one) => (one.id === column.id ? { ...one, exchanges: [...one.exchanges, exchange] } : one)),
    );
    const change = (next: Partial<ExchangeState>) => setColumns((known) => withExchange(known, run, next));
    const controller = new AbortController();
    unanswered.current.set(run, controller);
    try {
      const question = questionFor(column, draft, { text, ...(author === undefined ? {} : { author }) });
      const onProgress = whenSeen((progress: PlaygroundProgress) => change({ progress }));
      change({ answer: await call("playground/ask", question, { signal: controller.signal, onProgress }) });
    } catch (thrown) {
      change({ error: reportOfRejection(thrown) });
    } finally {
      unanswered.current.delete(run);
    }
  };
  const cancel = (run: number) => unanswered.current.get(run)?.abort();
  return {
    columns,
    ask: (text, author) => {
      for (const column of columns) void ask(column, text, author);
    },
    cancel,
    add: () => setColumns((known) => [...known, { id: nextId.current++, guise: asConfigured, exchanges: [] }]),
    remove(id) {
      const place = columns.findIndex((column) => column.id === id);
      const removed = columns[place];
      if (!removed) return;
      for (const { run } of removed.exchanges) cancel(run);
      setColumns((known) => known.filter((column) => column.id !== id));
      if (isUntouched(removed)) return;
      undo.offer(`Chat ${place + 1} is closed.`, () => setColumns((known) => withColumn(known, removed, place)));
    },
    change: (id, guise) =>
      setColumns((known) => known.map((column) => (column.id === id ? { ...column, guise } : column))),
    clear() {
      setColumns((known) => known.map((column) => ({ ...column, exchanges: [] })));
      undo.offer(columns.length > 1 ? "The chats are empty again." : "The chat is empty again.", () =>
        setColumns((known) => withEarlier(known, columns)),
      );
    },
  };
}
