import type { EstimateInput } from "../../shared/estimate.ts";
import { exact } from "../../shared/exact.ts";
import type { LimitWindow } from "../../shared/settings.ts";

/** Messages asked of the keys in one window, and those that one key and all keys hold; null where nothing limits them. */
export interface EstimatedWindow {
  window: LimitWindow;
  asked: number;
  perKey: number | null;
  capacity: number | null;
}

type LimitedWindow = EstimatedWindow & { capacity: number };
type Span = Pick<EstimateInput, "windowHours" | "days" | "keys">;

/** British, for no comma goes before its "and". */
const inWords = new Intl.ListFormat("en-GB");
/** From so many days on, traffic comes on practically every day of the month. */
const daysOfAWholeMonth = 28;

/** The answer of the estimate as one sentence a person can act on. `windows`: the hour, the day and the month. */
export function estimateSentence(windows: readonly EstimatedWindow[], keysNeeded: number, span: Span): string {
  if (windows.every(({ asked }) => asked === 0))
    return "Nobody writes to the bot with these figures, so any key holds.";
  if (keysNeeded === 0) {
    return "One message alone is longer than a key's limit: raise the limit, or take a plan without it.";
  }
  const limited = windows.filter((one): one is LimitedWindow => one.capacity !== null);
  if (limited.length === 0) {
    const keys = span.keys === 1 ? "this key" : "these keys";
    return `Nothing limits ${keys}: only the service's own speed may be too little, and a rehearsal shows that.`;
  }
  const dry = limited.filter(({ asked, capacity }) => asked > capacity);
  const holds = `Holds ${namesOf(limited.filter((one) => !dry.includes(one)))}`;
  if (dry.length === 0) return `${holds}, with ${spareIn(limited)} to spare.`;
  const when = inWords.format(dry.map((one) => dryWhen(one, queriesPerDay(windows), span)));
  const help = `${keysNeeded.toLocaleString("en")} keys${span.keys > 1 ? " in all" : ""} or a paid plan would hold`;
  const all = ["", namesOf(dry), "both", "all three"][dry.length];
  return `${dry.length < limited.length ? `${holds}, runs` : "Runs"} dry ${when}; ${help} ${all}.`;
}

function queriesPerDay(windows: readonly EstimatedWindow[]): number {
  return windows.find(({ window }) => window === "day")?.asked ?? 0;
}

/** What the fullest window leaves free. */
function spareIn(limited: readonly LimitedWindow[]): string {
  const spare = Math.floor(100 * (1 - Math.max(...limited.map(({ asked, capacity }) => asked / capacity))));
  return spare === 0 ? "nothing" : `${spare}%`;
}

function dryWhen({ window, asked, capacity }: LimitedWindow, perDay: number, { windowHours, days }: Span): string {
  if (window === "hour") return `after ${duration((Math.min(1, windowHours) * capacity) / asked)} of a busy hour`;
  if (window === "day") return `after ${duration((windowHours * capacity) / asked)} of each day's traffic`;
  if (days === 1) return "within that one day";
  const day = ordinal(Math.floor(exact(capacity / perDay)) + 1);
  return days < daysOfAWholeMonth ? `on the ${day} of the month's ${days} days` : `on the ${day} day of the month`;
}

/** Rounded down: it is said when the traffic is still answered. */
function duration(hours: number): string {
  const minutes = Math.floor(exact(60 * hours));
  if (minutes >= 120) return `${Math.floor(minutes / 60)} hours`;
  if (minutes === 0) return "less than a minute";
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

function namesOf(windows: readonly EstimatedWindow[]): string {
  return inWords.format(windows.map(({ window }) => `the ${window}`));
}

function ordinal(day: number): string {
  const endings: Record<string, string> = { one: "st", two: "nd", few: "rd" };
  return `${day}${endings[new Intl.PluralRules("en", { type: "ordinal" }).select(day)] ?? "th"}`;
}
