export interface FieldWords {
  /** Dotted, within the request. */
  path: string;
  label: string;
  /** The field shows the value times this, e.g. 100 for a share in percent. */
  scale?: number;
  suffix?: string;
}

const percent = { scale: 100, suffix: " %" } as const;
const seconds = { scale: 0.001, suffix: " s" } as const;

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
  { path: "scenario.channels", label: "Channels" },
  { path: "scenario.model.p95AnswerMs", label: "95 of 100 answers within", ...seconds },
  { path: "scenario.model.answerCharacters", label: "Characters per answer" },
  { path: "scenario.model.failureShare", label: "Requests that fail", ...percent },
  { path: "scenario.model.silenceShare", label: "Requests never answered", ...percent },
  { path: "seed", label: "Seed of the chance" },
];
