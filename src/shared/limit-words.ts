import { counted } from "./counted.ts";
import type { Limit } from "./settings.ts";

/** E.g. `10,000 characters an hour`, `1 request a day`. */
export function describeLimit({ amount, unit, window }: Limit): string {
  const units = amount === 1 ? unit.slice(0, -1) : unit;
  return `${amount.toLocaleString("en")} ${units} ${window === "hour" ? "an" : "a"} ${window}`;
}

/** E.g. `300 requests an hour and 900 requests a month`. */
export function limitsInWords(limits: readonly Limit[]): string {
  return limits.length === 0 ? "no limit" : new Intl.ListFormat("en").format(limits.map(describeLimit));
}

/** How a scenario's messages are counted against limits in characters and tokens. */
export function countingInWords(overheadCharacters: number | null): string {
  if (overheadCharacters === null) return "each message with persona, memory and answer";
  if (overheadCharacters === 0) return "each message by its own words alone, without persona, memory and answer";
  return `each message with ${counted(overheadCharacters, "character")} added`;
}
