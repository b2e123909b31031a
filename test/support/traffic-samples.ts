import type { TrafficProfile } from "../../src/shared/forecast.ts";

/** The traffic of a bot that is liked: every fourth question comes at 20:00 UTC. */
export function trafficProfile(change: Partial<TrafficProfile> = {}): TrafficProfile {
  return {
    messages: 812,
    days: 19,
    spanDays: 28,
    members: 34,
    dailyMembers: 9.5,
    wordsPerMessage: 6.2,
    charactersPerWord: 5.4,
    hourWeights: Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 0.25 : hour >= 14 ? 0.75 / 9 : 0)),
    answerCharacters: 164,
    medianAnswerMs: 1310,
    p95AnswerMs: 3900,
    ...change,
  };
}
