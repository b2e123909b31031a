import { type Scenario, type ScenarioInput, scenarioSchema } from "../../../shared/scenario.ts";

/** One way in which the story's day is replayed. */
export interface StoryColumn {
  name: string;
  scenario: Scenario;
}

/**
 * The day as it was told: over 1,000 members, a first hour beyond the limit of one free account (about 300 messages),
 * and 2,000 messages by the end of the day. An account's month held about 900.
 */
const day: ScenarioInput = {
  name: "The story's launch day",
  startAt: "2021-03-01T00:00:00Z",
  members: 1000,
  regularShare: 0.16,
  lines: 10,
  hourWeights: Array.from({ length: 24 }, (_, hour) => (hour >= 14 ? 1 : 0)),
  bursts: [{ startHour: 14, minutes: 60, messages: 400 }],
};

/** The story's day with one key as its owner had, with two as she mended it, and with Quipdeck told of the limits. */
export function storyColumns(): StoryColumn[] {
  const column = (name: string, change: ScenarioInput) => ({
    name,
    scenario: scenarioSchema.parse({ ...day, ...change }),
  });
  // Her bot knew of no limit, and had nobody to stand in.
  const asItWas = { limitsAreKnown: false, bot: { whenResting: "announce" as const } };
  return [
    column("One key, as she had", { keys: 1, ...asItWas }),
    column("Two keys, as she mended it", { keys: 2, ...asItWas }),
    column("Quipdeck, limits entered", { keys: 2, bot: { whenResting: "understudy" } }),
  ];
}
