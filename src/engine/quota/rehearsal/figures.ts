import { type Outcome, outcomes } from "../../../shared/models.ts";
import type { Band, RehearsalFigures } from "../../../shared/rehearsal.ts";
import { bandOf, occurrenceOf } from "./bands.ts";
import type { Tally } from "./tally.ts";

/** What the runs of one scenario came to together. */
export function figuresOf(tallies: readonly Tally[]): RehearsalFigures {
  const band = (read: (tally: Tally) => number) => bandOf(tallies.map(read));
  const known = outcomes.filter((outcome) => tallies.some((tally) => countOf(tally, outcome) > 0));
  const byOutcome = (read: (tally: Tally, outcome: Outcome) => number) =>
    Object.fromEntries(known.map((outcome) => [outcome, band((tally) => read(tally, outcome))]));
  return {
    messages: band(({ messages }) => messages),
    questions: band(questionsOf),
    outcomes: byOutcome(countOf),
    shares: byOutcome(shareIn),
    heardShare: band((tally) => shareIn(tally, "answered") + shareIn(tally, "understudied")),
    requests: band(({ requests }) => requests),
    firstKeyOut: occurrenceOf(tallies.map(({ firstKeyOutAt }) => firstKeyOutAt)),
    lastKeyOut: occurrenceOf(tallies.map(({ lastKeyOutAt }) => lastKeyOutAt)),
    waitMs: waitsOf(tallies),
  };
}

/** Percentiles of the runs in which somebody got a reply. */
function waitsOf(tallies: readonly Tally[]): RehearsalFigures["waitMs"] {
  const waiting = tallies.filter(({ waits }) => waits.count > 0);
  if (waiting.length === 0) return null;
  const wait = (share: number): Band => bandOf(waiting.map(({ waits }) => Math.round(waits.percentile(share))));
  return { p50: wait(0.5), p95: wait(0.95), p99: wait(0.99) };
}

function shareIn(tally: Tally, outcome: Outcome): number {
  const whole = outcome === "not-addressed" || outcome === "joined" ? tally.messages : questionsOf(tally);
  return countOf(tally, outcome) / Math.max(1, whole);
}

/** A line that joined the member's next one is a part of that question. */
function questionsOf(tally: Tally): number {
  return tally.messages - countOf(tally, "not-addressed") - countOf(tally, "joined");
}

function countOf({ outcomes: counts }: Tally, outcome: Outcome): number {
  return counts.get(outcome) ?? 0;
}
