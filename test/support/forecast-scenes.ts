import type { ForecastInput } from "../../src/engine/quota/forecast.ts";
import type { HourRow } from "../../src/engine/quota/ledger-store.ts";
import type { KeyStatus, Usage } from "../../src/shared/models.ts";
import type { Limit } from "../../src/shared/settings.ts";
import { hourMs, startOfHour } from "../../src/shared/utc-time.ts";

/** What so many requests use, at 200 characters and 50 tokens each. */
export function usageOf(requests: number): Usage {
  return { requests, characters: 200 * requests, tokens: 50 * requests };
}

/** A ready key that has used nothing, with whatever a test names in its place. */
export function keyOf(id: string, change: Partial<KeyStatus> = {}): KeyStatus {
  const nothing = { hour: usageOf(0), day: usageOf(0), month: usageOf(0) };
  const state = { state: "ready" as const, reason: "", until: null, active: false };
  return { id, label: id, lastFour: "", source: "stored", enabled: true, limits: [], ...state, ...nothing, ...change };
}

export function perHour(amount: number): Limit {
  return { window: "hour", unit: "requests", amount };
}

export function perMonth(amount: number): Limit {
  return { window: "month", unit: "requests", amount };
}

/** The complete hours before `nowMs`, the newest last, each with what `requestsAt` gives for its start. */
export function hoursBefore(nowMs: number, count: number, requestsAt: (hour: number) => number): HourRow[] {
  const thisHour = startOfHour(nowMs);
  return Array.from({ length: count }, (_, index) => thisHour - (count - index) * hourMs).flatMap((hour) => {
    const requests = requestsAt(hour);
    return requests > 0 ? [{ hour, keyId: "one", usage: usageOf(requests) }] : [];
  });
}

export interface Scene {
  /** ISO date. */
  now: string;
  keys: KeyStatus[];
  /** Requests in the complete hour that begins then. */
  requestsAt?: (hour: number) => number;
  knownHours?: number;
  /** Requests of the present hour, and of the last ten minutes. */
  soFar?: number;
  lately?: number;
}

/** A server's ledger as the forecast sees it. */
export function sceneOf({
  now,
  keys,
  requestsAt = () => 0,
  knownHours = 744,
  soFar = 0,
  lately = 0,
}: Scene): ForecastInput {
  const nowMs = Date.parse(now);
  const present = soFar > 0 ? [{ hour: startOfHour(nowMs), keyId: "one", usage: usageOf(soFar) }] : [];
  return {
    nowMs,
    keys,
    hours: [...hoursBefore(nowMs, knownHours, requestsAt), ...present],
    recent: { sinceMs: nowMs - 600_000, requests: lately },
  };
}

/** A server that wakes at 16:00 UTC and is busiest from 18:00 to 22:00. */
export function eveningServer(scale = 1): (hour: number) => number {
  return (hour) => Math.round(scale * eveningPace(new Date(hour).getUTCHours()));
}

export function eveningPace(hourOfDay: number): number {
  if (hourOfDay >= 18 && hourOfDay < 22) return 120;
  return hourOfDay >= 16 ? 40 : 4;
}

/** A count by chance with that mean. */
export function poisson(random: () => number, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

/** A factor by chance with mean 1 and that squared deviation, log-normal. */
export function factor(random: () => number, squared: number): number {
  const variance = Math.log(1 + squared);
  return Math.exp(Math.sqrt(variance) * normal(random) - variance / 2);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
