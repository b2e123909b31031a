import type { ErrorReport } from "../../../shared/errors.ts";
import type { Persona } from "../../../shared/persona.ts";
import {
  maxEarlierAnswer,
  type PlaygroundAnswer,
  type PlaygroundProgress,
  type PlaygroundQuestion,
} from "../../../shared/playground.ts";

/** Side by side, more would be too narrow to read. */
export const maxColumns = 3;
/** Exchanges that are sent along, for the bot's memory. */
const maxEarlier = 20;

/** How a column differs from the bot as it is configured; null and empty: it does not. */
export interface Guise {
  personaId: string | null;
  model: string;
  /** A key's id, or the understudy alone; null: the ring of keys. */
  answeredBy: string | null;
}

/** One question of a column. While it is being answered both `answer` and `error` are null. */
export interface ExchangeState {
  /** Of all the columns' questions, this one. */
  run: number;
  text: string;
  progress: PlaygroundProgress | null;
  answer: PlaygroundAnswer | null;
  error: ErrorReport | null;
}

/** One of the chats that stand side by side. */
export interface ColumnState {
  id: number;
  guise: Guise;
  exchanges: ExchangeState[];
}

export const understudyAlone = "understudy";
export const asConfigured: Guise = { personaId: null, model: "", answeredBy: null };

export function isAsConfigured({ personaId, model, answeredBy }: Guise): boolean {
  return personaId === null && model.trim() === "" && answeredBy === null;
}

export function isWaiting({ exchanges }: ColumnState): boolean {
  return exchanges.some(({ answer, error }) => !answer && !error);
}

/** The question as it is asked in this column; `draft` plays where no persona is chosen. */
export function questionFor(
  { guise: { personaId, model, answeredBy }, exchanges }: ColumnState,
  draft: Persona | null,
  asked: Pick<PlaygroundQuestion, "text"> & { author?: string },
): Partial<PlaygroundQuestion> & Pick<PlaygroundQuestion, "text"> {
  const isKey = answeredBy !== null && answeredBy !== understudyAlone;
  const earlier = exchanges.flatMap(({ answer }) =>
    answer?.outcome === "answered"
      ? [{ question: answer.sanitized, answer: answer.reply.slice(0, maxEarlierAnswer) }]
      : [],
  );
  return {
    ...asked,
    understudyOnly: answeredBy === understudyAlone,
    earlier: earlier.slice(-maxEarlier),
    ...(personaId === null ? draft && { persona: draft } : { personaId }),
    ...(model.trim() === "" ? {} : { model: model.trim() }),
    ...(isKey ? { keyId: answeredBy } : {}),
  };
}

/** The columns with the exchange of that run changed. */
export function withExchange(
  columns: readonly ColumnState[],
  run: number,
  change: Partial<ExchangeState>,
): ColumnState[] {
  return columns.map((column) =>
    column.exchanges.some((exchange) => exchange.run === run)
      ? {
          ...column,
          exchanges: column.exchanges.map((exchange) => (exchange.run === run ? { ...exchange, ...change } : exchange)),
        }
      : column,
  );
}

/** Nothing is lost with it. */
export function isUntouched({ guise, exchanges }: ColumnState): boolean {
  return exchanges.length === 0 && isAsConfigured(guise);
}

/** The columns with one that was closed at its place again; what was cancelled with it is gone. */
export function withColumn(columns: readonly ColumnState[], closed: ColumnState, place: number): ColumnState[] {
  if (columns.length >= maxColumns) return [...columns];
  const exchanges = closed.exchanges.filter(({ answer, error }) => answer ?? error);
  return columns.toSpliced(place, 0, { ...closed, exchanges });
}

/** The columns with what was said in them before they were emptied, above what was said since. */
export function withEarlier(columns: readonly ColumnState[], before: readonly ColumnState[]): ColumnState[] {
  return columns.map((column) => {
    const earlier = before.find(({ id }) => id === column.id)?.exchanges ?? [];
    return { ...column, exchanges: [...earlier, ...column.exchanges] };
  });
}
