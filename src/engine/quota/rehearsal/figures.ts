import { type Outcome, outcomes } from "../../../shared/models.ts";
import type { Band, RehearsalFigures, RehearsedHour } from "../../../shared/rehearsal.ts";
import { bandOf, occurrenceOf } from "./bands.ts";
import type { HourTally, Tally } from "./tally.ts";

/** What the runs of one scenario came to together. */
export function figuresOf(tallies: readonly Tally[]): RehearsalFigures {
  const band = (read: (tally: Tally) => number) => bandOf(tallies.map(read));
  // A line that joined the member's next one is a part of that question.
  const questions = (tally: Tally) => tally.messages - countOf(tally, "not-addressed") - countOf(tally, "joined");
  const share = (outcome: Outcome) => band((tally) => countOf(tally, outcome) / Math.max(1, questions(tally)));
  const wait = (part: number) => band(({ waits }) => Math.round(waits.percentile(part)));
  return {
    messages: band(({ messages }) => messages),
    questions: band(questions),
    outcomes: Object.fromEntries(
      outcomes
        .filter((outcome) => tallies.some((tally) => countOf(tally, outcome) > 0))
        .map((outcome) => [outcome, band((tally) => countOf(tally, outcome))]),
    ),
    answeredShare: share("answered"),
    understudiedShare: share("understudied"),
    staleShare: share("stale"),
    overloadedShare: share("overloaded"),
    requests: band(({ requests }) => requests),
    firstKeyOut: occurrenceOf(tallies.map(({ firstKeyOutAt }) => firstKeyOutAt)),
    lastKeyOut: occurrenceOf(tallies.map(({ lastKeyOutAt }) => lastKeyOutAt)),
    waitMs: { p50: wait(0.5), p95: wait(0.95), p99: wait(0.99) },
  };
}

/** The hours of all runs, from the first in which something happened to the last; quiet ones between included. */
export function hoursOf(tallies: readonly Tally[], keyIds: readonly string[], hourMs: number): RehearsedHour[] {
  const known = tallies.flatMap(({ hours }) => [...hours.keys()]);
  if (known.length === 0) return [];
  const first = known.reduce((least, hour) => Math.min(least, hour));
  const last = known.reduce((most, hour) => Math.max(most, hour));
  return Array.from({ length: (last - first) / hourMs + 1 }, (_, index) => {
    const hour = first + index * hourMs;
    const band = (read: (tally: Tally) => number): Band => bandOf(tallies.map(read));
    return {
      hour,
      messages: band(({ hours }) => hours.get(hour)?.messages ?? 0),
      requests: keyIds.map((id) => band(({ hours }) => hours.get(hour)?.requests.get(id) ?? 0)),
      allRequests: band(({ hours }) => sumOf(hours.get(hour)?.requests)),
      understudied: band(({ hours }) => hours.get(hour)?.understudied ?? 0),
    };
  });
}

function sumOf(requests: HourTally["requests"] | undefined): number {
  return [...(requests?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

function countOf({ outcomes: counts }: Tally, outcome: Outcome): number {
  return counts.get(outcome) ?? 0;
}
