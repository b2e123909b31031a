import type { z } from "zod";
import type { estimateInputSchema } from "../../shared/estimate.ts";
import type { Estimate } from "../../shared/models.ts";

/**
 * Foresees whether the keys hold a server's traffic. Capacities are whole messages of all keys together;
 * `keysNeeded` is 0 where no number of keys helps, since one message is longer than a key's limit.
 */
export function estimate(input: z.output<typeof estimateInputSchema>): Estimate {
  const charactersPerQuery = exact(input.wordsPerMessage * input.charactersPerWord + input.overheadCharacters);
  const queriesPerDay = exact(input.members * input.regularShare * input.lines);
  const queriesPerHour = exact(queriesPerDay / Math.max(1, input.windowHours));
  const queriesPerMonth = exact(queriesPerDay * input.days);
  const hourlyPerKey = Math.floor(exact(input.hourlyCharacters / charactersPerQuery));
  const monthlyPerKey = Math.floor(exact(input.monthlyCharacters / charactersPerQuery));
  const figures = {
    queriesPerHour,
    queriesPerDay,
    queriesPerMonth,
    charactersPerQuery,
    hourlyCapacity: hourlyPerKey * input.keys,
    monthlyCapacity: monthlyPerKey * input.keys,
    keysNeeded: keysFor(queriesPerHour, hourlyPerKey, queriesPerMonth, monthlyPerKey),
  };
  const hourlyVerdict = queriesPerHour <= figures.hourlyCapacity ? "fits" : "exceeds";
  const monthlyVerdict = queriesPerMonth <= figures.monthlyCapacity ? "fits" : "exceeds";
  const verdicts = { ...figures, hourlyVerdict, monthlyVerdict } as const;
  return { ...verdicts, sentence: sentenceFor(verdicts, input.keys) };
}

/** Takes away what binary fractions add: 299.9999999999 is 300. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function keysFor(perHour: number, hourlyPerKey: number, perMonth: number, monthlyPerKey: number): number {
  if (perMonth === 0) return 1;
  if (hourlyPerKey === 0 || monthlyPerKey === 0) return 0;
  return Math.max(1, Math.ceil(exact(perHour / hourlyPerKey)), Math.ceil(exact(perMonth / monthlyPerKey)));
}

function sentenceFor(figures: Omit<Estimate, "sentence">, keys: number): string {
  const { queriesPerHour, queriesPerMonth, hourlyCapacity, hourlyVerdict, monthlyVerdict, keysNeeded } = figures;
  const holdsHour = hourlyVerdict === "fits";
  const holdsMonth = monthlyVerdict === "fits";
  if (queriesPerMonth === 0) return "Nobody writes to the bot with these figures, so any key holds.";
  if (keysNeeded === 0) {
    return "One message alone is longer than a key's limit: raise the limit, or take a plan without it.";
  }
  if (holdsHour && holdsMonth) {
    const spare = Math.floor(100 * (1 - Math.max(...shares(figures))));
    return `Holds the hour and the month, with ${spare}% to spare.`;
  }
  const hour = `after ${Math.floor((60 * hourlyCapacity) / queriesPerHour)} minutes of a busy hour`;
  const month = `on the ${ordinal(dryDay(figures))} day of the month`;
  const help = `${keysNeeded} keys${keys > 1 ? " in all" : ""} or a paid plan would hold`;
  if (holdsHour) return `Holds the hour, runs dry ${month}; ${help} the month.`;
  if (holdsMonth) return `Holds the month, runs dry ${hour}; ${help} the hour.`;
  return `Runs dry ${hour} and ${month}; ${help} both.`;
}

/** The parts of both capacities that the traffic takes. */
function shares({ queriesPerHour, hourlyCapacity, queriesPerMonth, monthlyCapacity }: Omit<Estimate, "sentence">) {
  return [queriesPerHour / hourlyCapacity, queriesPerMonth / monthlyCapacity];
}

/** The first day on which a question finds the month spent, where every day of it has traffic. */
function dryDay({ monthlyCapacity, queriesPerDay }: Omit<Estimate, "sentence">): number {
  return Math.floor(exact(monthlyCapacity / queriesPerDay)) + 1;
}

function ordinal(day: number): string {
  const endings: Record<string, string> = { one: "st", two: "nd", few: "rd" };
  return `${day}${endings[new Intl.PluralRules("en", { type: "ordinal" }).select(day)] ?? "th"}`;
}
