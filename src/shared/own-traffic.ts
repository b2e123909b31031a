import { counted } from "./counted.ts";
import type { EstimateInput } from "./estimate.ts";
import type { TrafficProfile } from "./forecast.ts";
import type { KeyStatus } from "./models.ts";
import type { TrafficField } from "./quota-presets.ts";
import type { Scenario, ScenarioInput } from "./scenario.ts";

/** From fewer questions one cannot tell a habit from chance. */
const enoughQuestions = 50;
const daysOfAMonth = 30;

/** Those of the estimate's inputs that the bot's own traffic answers. */
export type OwnTraffic = Pick<EstimateInput, TrafficField | "wordsPerMessage" | "charactersPerWord">;

/** A scenario of it; the log tells nothing of the model's failures. */
type OwnScenario = Omit<ScenarioInput, "model"> & { model: Partial<Scenario["model"]> };

/** Why the bot's own traffic says too little for an estimate, as a sentence; null where it says enough. */
export function shortageOf(profile: TrafficProfile | null): string | null {
  if (profile === null) return "The log holds no question to the bot yet.";
  if (profile.messages >= enoughQuestions) return null;
  return `The log holds too little: ${basisOf(profile)}, and at least ${enoughQuestions} are needed.`;
}

/** What the profile is drawn from: `812 questions of 34 members on 19 of the last 28 days`. */
export function basisOf({ messages, members, days, spanDays }: TrafficProfile): string {
  const span = spanDays === 1 ? "today" : `on ${days} of the last ${spanDays} days`;
  return `${counted(messages, "question")} of ${counted(members, "member")} ${span}`;
}

/**
 * The estimate's inputs from the bot's own traffic: the members are those who asked at all, and the window is as long
 * as the day's questions would take at the pace of the busiest hour.
 */
export function ownTraffic(profile: TrafficProfile): OwnTraffic {
  const { messages, days, spanDays, members, dailyMembers, wordsPerMessage, charactersPerWord, hourWeights } = profile;
  return {
    members,
    onlineShare: 1,
    regularShare: rounded(dailyMembers / members),
    lines: rounded(messages / days / dailyMembers),
    windowHours: rounded(1 / Math.max(...hourWeights)),
    days: Math.max(1, Math.round((daysOfAMonth * days) / spanDays)),
    wordsPerMessage: rounded(wordsPerMessage),
    charactersPerWord: rounded(charactersPerWord),
  };
}

/** The scenario of a day as the bot's own log knows it; what it does not tell, such as the keys, stays as it is by default. */
export function ownScenario(profile: TrafficProfile): OwnScenario {
  const { members, onlineShare, regularShare, lines, wordsPerMessage, charactersPerWord } = ownTraffic(profile);
  const { hourWeights, medianAnswerMs, p95AnswerMs, answerCharacters } = profile;
  return {
    ...{ name: "Your own log", members, onlineShare, regularShare, lines, wordsPerMessage, charactersPerWord },
    hourWeights,
    model: {
      ...(medianAnswerMs !== null && { medianAnswerMs: Math.max(1, rounded(medianAnswerMs)) }),
      ...(p95AnswerMs !== null && { p95AnswerMs: Math.max(1, rounded(p95AnswerMs)) }),
      ...(answerCharacters !== null && { answerCharacters: Math.max(1, rounded(answerCharacters)) }),
    },
  };
}

/**
 * How many keys the owner has, and what they may use, as far as there are any. Of different limits the first key's stand
 * for all; where none are entered, the bot does not know of those that stay as they are by default.
 */
export function ownKeys(
  keys: readonly Pick<KeyStatus, "enabled" | "limits">[],
): Pick<ScenarioInput, "keys" | "limits" | "limitsAreKnown"> {
  const enabled = keys.filter((key) => key.enabled);
  if (enabled.length === 0) return {};
  const limits = enabled.find((key) => key.limits.length > 0)?.limits;
  return { keys: enabled.length, ...(limits ? { limits } : { limitsAreKnown: false }) };
}

/** To three digits: the figures are means, and are shown to be changed. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
