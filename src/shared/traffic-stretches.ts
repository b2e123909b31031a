import { linesPerDay } from "./audience.ts";
import type { Scenario } from "./scenario.ts";
import { dayMs, hourMs, startOfHour } from "./utc-time.ts";

/** A stretch of time in which messages come at an even rate. Times in ms from the beginning. */
export interface Stretch {
  startMs: number;
  endMs: number;
  messagesPerMs: number;
}

/** The stretches of a scenario in order, without gaps: the daily profile by the UTC hour, and the bursts on top. */
export function stretchesOf(scenario: Scenario): Stretch[] {
  const startAt = Date.parse(scenario.startAt);
  const horizonMs = scenario.days * dayMs;
  const whole = scenario.hourWeights.reduce((sum, weight) => sum + weight, 0);
  const perDay = linesPerDay(scenario);
  const bursts = scenario.bursts.map(({ startHour, minutes, messages }) => {
    const startMs = startHour * hourMs;
    return { startMs, endMs: startMs + minutes * 60_000, messagesPerMs: messages / (minutes * 60_000) };
  });
  const borders = new Set([0, horizonMs]);
  for (let at = startOfHour(startAt) + hourMs - startAt; at < horizonMs; at += hourMs) borders.add(at);
  for (const { startMs, endMs } of bursts) for (const at of [startMs, endMs]) if (at < horizonMs) borders.add(at);
  const inOrder = [...borders].sort((a, b) => a - b);
  return inOrder.slice(0, -1).map((startMs, index) => {
    const hour = new Date(startAt + startMs).getUTCHours();
    const daily = (perDay * (scenario.hourWeights[hour] ?? 0)) / whole / hourMs;
    const extra = bursts.filter((burst) => burst.startMs <= startMs && startMs < burst.endMs);
    const messagesPerMs = extra.reduce((sum, burst) => sum + burst.messagesPerMs, daily);
    return { startMs, endMs: inOrder[index + 1] ?? horizonMs, messagesPerMs };
  });
}

/** How many messages a scenario expects, bursts included. */
export function expectedMessages(scenario: Scenario): number {
  return stretchesOf(scenario).reduce(
    (sum, { startMs, endMs, messagesPerMs }) => sum + (endMs - startMs) * messagesPerMs,
    0,
  );
}
