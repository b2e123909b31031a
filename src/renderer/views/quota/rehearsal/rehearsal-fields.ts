import { exact } from "../../../../shared/exact.ts";
import { formatNumber } from "../../../words/format.ts";

export interface FieldWords {
  /** Dotted, within the request. */
  path: string;
  label: string;
  /** The field shows the value times this, e.g. 100 for a share in percent. */
  scale?: number;
  suffix?: string;
  /** What the field stands for while nothing is in it. */
  empty?: { value: null | undefined; words: string };
}

const percent = { scale: 100, suffix: " %" } as const;
const seconds = { scale: 0.001, suffix: " s" } as const;
const asSet = { empty: { value: undefined, words: "As you have set it" } } as const;
const asSent = { empty: { value: null, words: "As your bot sends" } } as const;

/** What most rehearsals turn on. */
export const mainFields: readonly FieldWords[] = [
  { path: "scenario.members", label: "Members of the server" },
  { path: "scenario.onlineShare", label: "Of them online on a day", ...percent },
  { path: "scenario.regularShare", label: "Of those who talk to the bot", ...percent },
  { path: "scenario.lines", label: "Lines each writes a day" },
  { path: "scenario.mentionShare", label: "Lines that mention the bot", ...percent },
  { path: "scenario.days", label: "Days" },
  { path: "scenario.keys", label: "Keys" },
  { path: "scenario.model.medianAnswerMs", label: "The model answers in", ...seconds },
  { path: "runs", label: "Runs" },
];

/** What is rarely changed. */
export const finerFields: readonly FieldWords[] = [
  { path: "scenario.wordsPerMessage", label: "Words per message" },
  { path: "scenario.charactersPerWord", label: "Characters per word" },
  { path: "scenario.lengthSpread", label: "Spread of the lengths" },
  { path: "scenario.overheadCharacters", label: "Characters added to each", ...asSent },
  { path: "scenario.charactersPerToken", label: "Characters per token" },
  { path: "scenario.channels", label: "Channels" },
  { path: "scenario.model.p95AnswerMs", label: "95 of 100 answers within", ...seconds },
  { path: "scenario.model.answerCharacters", label: "Characters per answer" },
  { path: "scenario.model.failureShare", label: "Requests that fail", ...percent },
  { path: "scenario.model.silenceShare", label: "Requests never answered", ...percent },
  { path: "scenario.discord.sendsPerWindow", label: "Sends to a channel" },
  { path: "scenario.discord.sendWindowMs", label: "In a window of", ...seconds },
  { path: "scenario.discord.latencyMs", label: "Each send takes", ...seconds },
  { path: "scenario.bot.memberQuestionsPerMinute", label: "Questions a member a minute", ...asSet },
  { path: "scenario.bot.maxConcurrentTurns", label: "Answered at once", ...asSet },
  { path: "scenario.bot.maxQueuedTurns", label: "Waiting at most", ...asSet },
  { path: "scenario.bot.staleAfterMs", label: "Stale after", ...seconds, ...asSet },
  { path: "seed", label: "Seed of the chance" },
];

/** What the scenario's file calls otherwise than its fields do. */
const fieldNames = [
  ["medianAnswerMs, within which half of the answers come", 'what stands under "The model answers in"'],
  ["1 together with failureShare", '100 % together with "Requests that fail"'],
  ["a share from 0 to 1", "from 0 to 100 %"],
] as const;

/** An issue in the unit of its field: bounds in ms become seconds, shares become percent. */
export function issueInFieldsWords(issue: string, { scale = 1, suffix = "" }: FieldWords): string {
  const named = fieldNames.reduce((text, [theirs, ours]) => text.replace(theirs, ours), issue);
  return named.replace(/(at (?:most|least)) ([\d,]+)/, (_, bound: string, number: string) => {
    return `${bound} ${formatNumber(exact(Number(number.replaceAll(",", "")) * scale))}${suffix}`;
  });
}
