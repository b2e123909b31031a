import type { Band, RehearsedHour } from "../../../shared/rehearsal.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import { hourMs, startOfHour } from "../../../shared/utc-time.ts";
import { bandOf } from "./bands.ts";
import type { HourTally, Tally } from "./tally.ts";

/**
 * The hours of the scenario's whole days, from that of its beginning on, so that a planned day holds the same 24 hours as
 * a real one. What comes after them, such as the last answers, is counted in the last one.
 */
export function hoursOf(
  tallies: readonly Tally[],
  { startAt, days }: Pick<Scenario, "startAt" | "days">,
  keyIds: readonly string[],
): RehearsedHour[] {
  const first = startOfHour(Date.parse(startAt));
  const last = first + (24 * days - 1) * hourMs;
  const cells = tallies.map((tally) => Map.groupBy(tally.hours, ([hour]) => Math.min(hour, last)));
  return Array.from({ length: 24 * days }, (_, index) => {
    const hour = first + index * hourMs;
    const band = (read: (tally: HourTally) => number): Band =>
      toTenths(bandOf(cells.map((byHour) => sum((byHour.get(hour) ?? []).map(([, tally]) => read(tally))))));
    return {
      hour,
      messages: band(({ messages }) => messages),
      requests: keyIds.map((id) => band(({ requests }) => requests.get(id) ?? 0)),
      allRequests: band(({ requests }) => sum([...requests.values()])),
      understudied: band(({ understudied }) => understudied),
    };
  });
}

/** A result goes to the panel as text, and what lies between two runs needs no more digits. */
function toTenths({ low, mid, high }: Band): Band {
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return { low: rounded(low), mid: rounded(mid), high: rounded(high) };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
