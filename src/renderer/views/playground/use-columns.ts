import { useEffect, useRef, useState } from "react";
import type { Persona } from "../../../shared/persona.ts";
import { reportOfRejection } from "../../bridge/panel-bridge.ts";
import { usePanelStore } from "../../state/panel-context.tsx";
import { useUndo } from "../../state/use-undo.ts";
import {
  asConfigured,
  type ColumnState,
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
  cancel(run: string): void;
  clear(): void;
}

/** The chats of the playground: what was asked in each, and how far its answers have come; `draft` plays where none is chosen. */
export function useColumns(draft: Persona | null): Columns {
  const { bridge } = usePanelStore();
  const [columns, setColumns] = useState<ColumnState[]>([{ id: 0, guise: asConfigured, exchanges: [] }]);
  const nextId = useRef(1);
  const [panelId] = useState(randomId);
  const undo = useUndo();

  useEffect(
    () =>
      bridge.onEvent(({ event }) => {
        if (event.type !== "playground" || document.hidden) return;
        setColumns((known) =>
          event.runs.reduce((all, progress) => withExchange(all, progress.run, { progress }), known),
        );
      }),
    [bridge],
  );

  const ask = async (column: ColumnState, text: string, author?: string) => {
    const run = `${panelId}-${nextId.current++}`;
    const exchange = { run, text, progress: null, answer: null, error: null };
    setColumns((known) =>
      known.map((one) => (one.id === column.id ? { ...one, exchanges: [...one.exchanges, exchange] } : one)),
    );
    try {
      const question = questionFor(column, draft, { run, text, ...(author === undefined ? {} : { author }) });
      const answer = await bridge.call("playground/ask", question);
      setColumns((known) => withExchange(known, run, { answer }));
    } catch (thrown) {
      setColumns((known) => withExchange(known, run, { error: reportOfRejection(thrown) }));
    }
  };
  const cancel = (run: string) => {
    // Where the connection is lost, the answer's own rejection tells of it.
    bridge.call("playground/cancel", { run }).catch(() => undefined);
  };
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
      for (const { run, answer, error } of removed.exchanges) if (!answer && !error) cancel(run);
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

/** Tells this panel's questions from another's. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
