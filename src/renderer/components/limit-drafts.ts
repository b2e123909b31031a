import {
  type Limit,
  type LimitUnit,
  type LimitWindow,
  limitSchema,
  limitUnits,
  limitWindows,
} from "../../shared/settings.ts";
import { formatNumber } from "../words/format.ts";
import { asSentence } from "../words/issue-at.ts";

/** A limit while it is being typed. */
export interface DraftLimit {
  /** Tells the rows of one editor apart. */
  row: number;
  window: LimitWindow;
  unit: LimitUnit;
  amount: number | string;
}

/** One of each window and unit. */
export const maxLimits = limitWindows.length * limitUnits.length;

export function draftsOf(limits: readonly Limit[]): DraftLimit[] {
  return limits.map((limit, row) => ({ ...limit, row }));
}

/** With one more row: the first window and unit that have no limit yet. */
export function addLimit(drafts: readonly DraftLimit[]): DraftLimit[] {
  const row = Math.max(-1, ...drafts.map((draft) => draft.row)) + 1;
  const free = limitWindows
    .flatMap((window) => limitUnits.map((unit) => ({ window, unit })))
    .find(({ window, unit }) => !drafts.some((draft) => draft.window === window && draft.unit === unit));
  return free ? [...drafts, { ...free, row, amount: "" }] : [...drafts];
}

/** With a row that was removed at its place again. */
export function putBack(drafts: readonly DraftLimit[], draft: DraftLimit, place: number): DraftLimit[] {
  const isTaken = drafts.some(({ row }) => row === draft.row);
  const row = isTaken ? Math.max(...drafts.map((one) => one.row)) + 1 : draft.row;
  return drafts.toSpliced(place, 0, { ...draft, row });
}

/** As `300 requests in an hour`; without a number as `requests in an hour`. */
export function draftInWords({ amount, unit, window }: DraftLimit): string {
  return `${amount === "" ? "" : `${formatNumber(Number(amount))} `}${unit} ${windowWords[window]}`;
}

export const windowWords: Record<LimitWindow, string> = { hour: "in an hour", day: "in a day", month: "in a month" };

/** What is wrong with a row, as a sentence; null where nothing is. */
export function issueOf(draft: DraftLimit, drafts: readonly DraftLimit[]): string | null {
  if (draft.amount === "") return "Give a number.";
  const parsed = limitSchema.safeParse(limitOf(draft));
  if (!parsed.success) return asSentence(parsed.error.issues[0]?.message ?? "must be a whole number");
  const isTwin = drafts.some(
    ({ row, window, unit }) => row < draft.row && window === draft.window && unit === draft.unit,
  );
  return isTwin ? "This unit and window have a limit already." : null;
}

/** The limits as they can be saved; null while a row is wrong. */
export function limitsOf(drafts: readonly DraftLimit[]): Limit[] | null {
  if (drafts.some((draft) => issueOf(draft, drafts) !== null)) return null;
  return drafts.map((draft) => limitSchema.parse(limitOf(draft)));
}

function limitOf({ window, unit, amount }: DraftLimit): Limit {
  return { window, unit, amount: Number(amount) };
}
