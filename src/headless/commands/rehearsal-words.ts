import { utcDate } from "../../engine/quota/utc-words.ts";
import { counted } from "../../shared/counted.ts";
import { countingInWords, limitsInWords } from "../../shared/limit-words.ts";
import { boundsOf, type RehearsalResult, type WhatIf } from "../../shared/rehearsal.ts";
import { labelled } from "../output.ts";
import { comparisonTable, duration, type FigureColumn, figureTable, percent, storyTable } from "./rehearsal-table.ts";

const whatIfNames: Record<WhatIf["id"], string> = {
  "one-more-key": "one more key",
  "other-plan": "other plan",
  "member-pause": "member pause",
  "mention-only": "mentions only",
};

/** A rehearsal as lines for a person: what it goes by, its figures, what one change each would make of it, the sentence. */
export function rehearsalLines(result: RehearsalResult): string[] {
  const { scenario, runs, seed, figures, whatIfs, sentence } = result;
  const begin = utcDate(Date.parse(scenario.startAt));
  return [
    `${scenario.name}: ${counted(runs, "run")} of ${counted(scenario.days, "day")} from ${begin}, seed ${seed}.`,
    ...basisLines(result),
    labelled("Bounds", `in brackets, ${boundsOf(runs).words}; times in UTC`),
    "",
    ...figureTable([{ name: "as it is", figures }]),
    ...(whatIfs.length > 0 ? ["", ...whatIfLines(result)] : []),
    "",
    sentence,
  ];
}

function basisLines({ scenario, messageCost }: RehearsalResult): string[] {
  const { limits, limitsAreKnown, model } = scenario;
  const known = limitsAreKnown ? "which the bot knows" : "which the bot finds by refusals";
  const each = scenario.keys === 1 ? "with" : "each with";
  const allowed = limits.length === 0 ? "without limits" : `${each} ${limitsInWords(limits)}, ${known}`;
  const times = `half of the answers within ${duration(model.medianAnswerMs)}, 95 of 100 within ${duration(model.p95AnswerMs)}`;
  const size = `${counted(messageCost.characters, "character")}, ${counted(messageCost.tokens, "token")}`;
  return [
    labelled("Keys", `${counted(scenario.keys, "key")} ${allowed}; unused when it begins`),
    labelled("Model", `${times}; ${percent(model.failureShare + model.silenceShare)} of the requests fail`),
    labelled("Counted", `${countingInWords(scenario.overheadCharacters)}, about ${size}`),
  ];
}

/** One table of medians, and what its columns stand for. */
function whatIfLines({ figures, whatIfs }: RehearsalResult): string[] {
  const columns = whatIfs.map(
    ({ id, figures: changed }): FigureColumn => ({ name: whatIfNames[id], figures: changed }),
  );
  return [
    "What if one thing were different; in brackets, how far that is from as it is:",
    ...comparisonTable([{ name: "as it is", figures }, ...columns]),
    ...whatIfs
      .filter(({ id, change }) => change !== whatIfNames[id])
      .map(({ id, change }) => `${whatIfNames[id]}: ${change}`),
  ];
}

/** The story's day in its columns, as lines for a person. */
export function storyLines(columns: readonly (FigureColumn & { runs: number })[]): string[] {
  const runs = columns[0]?.runs ?? 0;
  return [
    "The day that Quipdeck was made for: over 1,000 members, a first hour beyond the limit of one free account, 2,000",
    "messages by the evening; an account gives 300 an hour and 900 a month.",
    `${counted(runs, "run")} each; in brackets, ${boundsOf(runs).words}; times in UTC.`,
    "",
    ...storyTable(columns),
    "",
    "With the limits entered, requests that fail count against them too: so Quipdeck's keys answer a little less than the",
    "service would have let them, and no question is spent on finding out.",
    "",
    closingSentence(columns),
  ];
}

function closingSentence(columns: readonly FigureColumn[]): string {
  const [one, two, quipdeck] = columns.map(({ figures }) => percent(figures.heardShare.mid));
  return `Answered at all were ${one} of the questions with one key, ${two} with two, and ${quipdeck} with Quipdeck, whose understudy answers where no key can.`;
}
