import { type Outcome, outcomes } from "../../../../shared/models.ts";
import { type Band, type RehearsalFigures, shareOf } from "../../../../shared/rehearsal.ts";

export interface OutcomeRow {
  outcome: Outcome;
  messages: Band;
  /** Of the questions, 0 to 1; of all messages where it is no end of a question. */
  share: Band;
}

/** The outcomes that some run knows, the most frequent first. */
export function outcomeRows(figures: RehearsalFigures): OutcomeRow[] {
  return outcomes
    .flatMap((outcome) => {
      const messages = figures.outcomes[outcome];
      return messages ? [{ outcome, messages, share: shareOf(figures, outcome) }] : [];
    })
    .toSorted((a, b) => b.messages.mid - a.messages.mid);
}
