import { formatMoment } from "./format.ts";
import { isUtcHere } from "./reader-zone.ts";

// As the engine names them: see quota/utc-words.ts there.
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const months = Array.from({ length: 12 }, (_, month) => monthName.format(Date.UTC(2000, month)));
const clock = String.raw`(?:\d{4}-\d{2}-\d{2} |\d{1,2} (?:${months.join("|")})(?: \d{4})?, )?\d{2}:\d{2}(?::\d{2})?`;
const spans = new RegExp(`(${clock})(?:( to | and )(${clock}))? UTC`, "g");

/**
 * A sentence of the engine's, which tells times in UTC, with the same times in the reader's zone after each:
 * `rests until 16:00 UTC (17:00 here)`. `toldAt`, ms since the epoch, is when it was told: a time without a day is of that
 * UTC day.
 */
export function withLocalTimes(text: string, toldAt: number): string {
  return text.replaceAll(spans, (whole, first: string, joint = "", second?: string) => {
    const moments = [first, ...(second === undefined ? [] : [second])].map((time) => momentOf(time, toldAt));
    // Asked of each: clocks may be put forward or back until then.
    if (moments.every(isUtcHere)) return whole;
    return `${whole} (${moments.map((at) => formatMoment(at, toldAt)).join(joint)} here)`;
  });
}

/** The moment that such a time stands for, ms since the epoch. */
function momentOf(time: string, toldAt: number): number {
  const told = new Date(toldAt);
  const [hour = 0, minute = 0, second = 0] = (/\d{2}:\d{2}(?::\d{2})?$/.exec(time)?.[0] ?? "").split(":").map(Number);
  const iso = /^(\d{4})-(\d{2})-(\d{2}) /.exec(time);
  if (iso) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), hour, minute, second);
  const [, day, name, year] = /^(\d{1,2}) ([A-Z][a-z]+)(?: (\d{4}))?, /.exec(time) ?? [];
  if (day === undefined || name === undefined) {
    return Date.UTC(told.getUTCFullYear(), told.getUTCMonth(), told.getUTCDate(), hour, minute, second);
  }
  const month = months.indexOf(name);
  // The first of January is told of in December.
  const isNextYear = year === undefined && month < told.getUTCMonth();
  const inYear = year === undefined ? told.getUTCFullYear() + (isNextYear ? 1 : 0) : Number(year);
  return Date.UTC(inYear, month, Number(day), hour, minute, second);
}
