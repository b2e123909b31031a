import { type Outcome, outcomes } from "../../../../shared/models.ts";
import type { Band, RehearsalFigures } from "../../../../shared/rehearsal.ts";

export interface OutcomeRow {
  outcome: Outcome;
  messages: Band;
  /** Of the questions, 0 to 1; of all messages where it is no end of a question. */
  share: Band;
}

/** The outcomes that some run knows, the most frequent first. */
export function outcomeRows(figures: RehearsalFigures): OutcomeRow[] {
  const shares: Partial<Record<Outcome, Band>> = {
    answered: figures.answeredShare,
    understudied: figures.understudiedShare,
    stale: figures.staleShare,
    overloaded: figures.overloadedShare,
  };
  return outcomes
    .flatMap((outcome) => {
      const messages = figures.outcomes[outcome];
      return messages
        ? [
            {
              outcome,
              messages,
              share:
                shares[outcome] ??
                ofAll(messages, (outcome === "not-addressed" ? figures.messages : figures.questions).mid),
            },
          ]
        : [];
    })
    .toSorted((a, b) => b.messages.mid - a.messages.mid);
}

function ofAll({ low, mid, high }: Band, all: number): Band {
  const share = (count: number) => (all === 0 ? 0 : Math.min(1, count / all));
  return { low: share(low), mid: share(mid), high: share(high) };
}
