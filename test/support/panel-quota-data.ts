import type { Forecast, MonthDay, RunOut } from "../../src/shared/forecast.ts";
import type { KeyStatus, Notice, Usage, UsageHour } from "../../src/shared/models.ts";
import type { Band, RehearsalFigures, RehearsalResult, WhatIf } from "../../src/shared/rehearsal.ts";
import type { RehearsalRequest } from "../../src/shared/scenario.ts";

/** What the Quota view is shown in its tests: a week with evenings, a month in its fourth week, a rehearsed evening. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const usage = (requests: number): Usage => ({ requests, characters: requests * 34, tokens: requests * 9 });
const startOfHour = (at: number) => Math.floor(at / hourMs) * hourMs;
/** Requests of the first key, from the present hour back; the next ones take less. */
const evening = [120, 296, 296, 210, 64, 30, 12, 0, 4, 9, 0, 0, 3, 18, 25, 40];

/** The last hours of the first two keys, as evenings that come again each day. */
export function usageHours(keys: readonly KeyStatus[], hours: number, now: number): UsageHour[] {
  return keys.slice(0, 2).flatMap(({ id, label }, place) =>
    Array.from({ length: hours }, (_, index) => {
      const requests = Math.round((evening[index % 24] ?? 0) * (place === 0 ? 1 : 0.45));
      return { hour: startOfHour(now) - index * hourMs, keyId: id, keyLabel: label, usage: usage(requests) };
    }).filter((hour) => hour.usage.requests > 0),
  );
}

/** Three switches of the last hours, newest first, and something that is no switch. */
export function switchNotices(now: number): Notice[] {
  const begun = startOfHour(now);
  return [
    { id: 41, at: begun + 1, kind: "key-return", level: "info", text: '"Main account" answers again.' },
    {
      id: 40,
      at: begun - 9 * minuteMs,
      kind: "all-resting",
      level: "error",
      text: "No key can answer until the hour turns.",
    },
    {
      id: 39,
      at: begun - 22 * minuteMs,
      kind: "key-switch",
      level: "warning",
      text: '"Main account" rests; "Club account" answers.',
    },
    { id: 38, at: begun - 30 * minuteMs, kind: "general", level: "info", text: "The bot was started." },
  ];
}

const holds: RunOut = { verdict: "holds", earliest: null, likely: null, latest: null };
const unlimited: RunOut = { ...holds, verdict: "unlimited" };
const unknown: RunOut = { ...holds, verdict: "unknown" };

/** A month of which the ring's first limit is reached in some days. */
export function sampleForecast(keys: readonly KeyStatus[], now: number): Forecast {
  const out = (afterMs: number, spreadMs: number): RunOut => ({
    verdict: "runs-out",
    earliest: now + afterMs - spreadMs,
    likely: now + afterMs,
    latest: now + afterMs + spreadMs,
  });
  const verdicts = [
    { hour: { ...holds, verdict: "used-up" as const }, month: out(2 * dayMs, 9 * hourMs) },
    { hour: out(23 * minuteMs, 15 * minuteMs), month: unlimited },
  ];
  return {
    at: now,
    basis: { hours: 168, requests: 5210, perRequest: usage(1), isEnough: true, missing: "" },
    keys: keys.map(({ id, label }, place) => ({
      keyId: id,
      keyLabel: label,
      ...(verdicts[place] ?? { hour: unknown, month: { ...holds, earliest: now + 4 * dayMs } }),
    })),
    ring: { hour: out(23 * minuteMs, 15 * minuteMs), month: out(3 * dayMs, dayMs) },
    month: monthDays(now),
    sentence: "At this week's pace the keys hold this hour, and run out in about three days.",
  };
}

/** Before the first question: the forecast says that it knows too little. */
export function forecastWithoutData(keys: readonly KeyStatus[], now: number): Forecast {
  return {
    ...sampleForecast([], now),
    basis: {
      hours: 0,
      requests: 0,
      perRequest: usage(0),
      isEnough: false,
      missing: "There was no request in the last seven days.",
    },
    keys: keys.map(({ id, label }) => ({ keyId: id, keyLabel: label, hour: unknown, month: unknown })),
    ring: { hour: unknown, month: unknown },
    month: [],
    sentence: "Too little is known for a forecast yet.",
  };
}

function monthDays(now: number): MonthDay[] {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const perDay = 420;
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const usedNow = ((now - Date.UTC(year, month, 1)) / dayMs) * perDay;
  const ahead = (at: number): MonthDay => {
    const after = (pace: number) => usage(Math.round(usedNow + ((at - now) / dayMs) * pace * perDay));
    return { at, used: null, expected: { low: after(0.7), likely: after(1), high: after(1.35) } };
  };
  return Array.from({ length: days }, (_, index) => Date.UTC(year, month, index + 2)).flatMap((dayEnd, index) => {
    if (dayEnd <= now) return [{ at: dayEnd, used: usage(perDay * (index + 1)), expected: null }];
    const isToday = dayEnd - dayMs <= now;
    return isToday ? [{ at: now, used: usage(Math.round(usedNow)), expected: null }, ahead(dayEnd)] : [ahead(dayEnd)];
  });
}

const around = (mid: number, spread = 0.06): Band => ({ low: mid * (1 - spread), mid, high: mid * (1 + spread) });

/** What a rehearsal of this request comes to, roughly: keys answer until their hourly limit, the understudy the rest. */
export function rehearsalResult({ scenario, runs, seed, whatIfs }: RehearsalRequest): RehearsalResult {
  const begin = Date.parse(scenario.startAt);
  const perDay = scenario.members * scenario.onlineShare * scenario.regularShare * scenario.lines;
  const weights = scenario.hourWeights.reduce((sum, weight) => sum + weight, 0);
  const perKey =
    scenario.limits.find(({ window, unit }) => window === "hour" && unit === "requests")?.amount ?? Infinity;
  const hours = Array.from({ length: scenario.days * 24 }, (_, index) => {
    const messages = (perDay * (scenario.hourWeights[index % 24] ?? 0)) / weights;
    const requests = Array.from({ length: scenario.keys }, (_, key) =>
      around(Math.min(perKey, Math.max(0, messages - key * perKey))),
    );
    const understudied = around(Math.max(0, messages - scenario.keys * perKey));
    const allRequests = around(Math.min(messages, scenario.keys * perKey));
    return { hour: begin + index * hourMs, messages: around(messages, 0.15), requests, allRequests, understudied };
  });
  const busy = hours.find(({ messages }) => messages.mid > 0)?.hour ?? begin;
  return {
    scenario,
    runs,
    seed,
    messageCost: { requests: 1, characters: 1327, tokens: 332 },
    figures: figuresOf(perDay * scenario.days, 0.62, busy),
    hours,
    keyLabels: Array.from({ length: scenario.keys }, (_, key) => `Key ${key + 1}`),
    whatIfs: whatIfs ? sampleWhatIfs(perDay * scenario.days, busy) : [],
    sentence: "The keys hold 62 of 100 messages; the understudy answers the rest from 18:52 UTC on.",
  };
}

function figuresOf(messages: number, answeredShare: number, busyHour: number): RehearsalFigures {
  const isOut = answeredShare < 1;
  const at = isOut ? { low: busyHour + 44 * minuteMs, mid: busyHour + 52 * minuteMs, high: busyHour + hourMs } : null;
  const out = { share: isOut ? 1 : 0, at };
  return {
    messages: around(messages),
    questions: around(messages),
    outcomes: {
      answered: around(messages * answeredShare),
      understudied: around(messages * (0.99 - answeredShare) + 0.01),
      "too-fast": around(messages * 0.01),
    },
    shares: {
      answered: around(answeredShare, 0.04),
      understudied: around(0.99 - answeredShare, 0.04),
      "too-fast": around(0.01),
    },
    heardShare: around(0.99, 0),
    requests: around(messages * answeredShare),
    firstKeyOut: out,
    lastKeyOut: { ...out, share: isOut ? 0.4 : 0 },
    waitMs: { p50: around(1600), p95: around(4200 / answeredShare), p99: around(7100) },
  };
}

function sampleWhatIfs(messages: number, busyHour: number): WhatIf[] {
  return [
    { id: "one-more-key", change: "one more key", figures: figuresOf(messages, 0.94, busyHour) },
    { id: "other-plan", change: "a paid plan", figures: figuresOf(messages, 0.98, busyHour) },
    { id: "member-pause", change: "a pause for each member", figures: figuresOf(messages, 0.62, busyHour) },
    { id: "mention-only", change: "mentions only", figures: figuresOf(messages * 0.4, 0.55, busyHour) },
  ];
}
