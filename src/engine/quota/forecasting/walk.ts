import type { KeyStatus, Usage } from "../../../shared/models.ts";
import { type LimitWindow, limitWindows } from "../../../shared/settings.ts";
import { windowEnd, windowStart } from "../windows.ts";
import type { DemandStep } from "./demand.ts";
import type { Bound } from "./gamma.ts";

/** What the forecast must know of a key. */
export type ForecastKey = Pick<
  KeyStatus,
  "id" | "label" | "enabled" | "limits" | "state" | "until" | "hour" | "day" | "month"
>;

interface Room {
  window: LimitWindow;
  /** In usual requests: what is left in this window, and what the next one begins with. */
  left: number;
  whole: number;
}

interface Walker {
  id: string;
  /** From when on it takes requests, ms since the epoch. */
  readyAt: number;
  rooms: Room[];
}

/** When a key, or the whole ring, first can take no more; ms since the epoch, null: not within the demand. */
export interface Ends {
  /** For whatever reason, and be it for an hour. */
  any: number | null;
  /** For the rest of the month. */
  month: number | null;
}

export interface Walk {
  keys: Map<string, Ends>;
  ring: Ends;
}

/** Takes one bound of the demand through the keys in their order, each as far as its limits reach. */
export function walk(keys: readonly ForecastKey[], steps: readonly DemandStep[], bound: Bound, cost: Usage): Walk {
  const start = steps[0]?.start ?? 0;
  const monthEnd = windowEnd("month", start);
  const walkers = keys.flatMap((key) => walkerOf(key, cost) ?? []).filter((walker) => walker.readyAt < monthEnd);
  const found: Walk = {
    keys: new Map(keys.map(({ id }) => [id, { any: null, month: null }])),
    ring: { any: null, month: null },
  };
  for (const walker of walkers) if (leftOf(walker) === 0) noteEnd(walker, start, found);
  let last = start;
  for (const step of steps) {
    turn(walkers, last, step.start);
    last = step.start;
    takeStep(walkers, step, step[bound] / (step.end - step.start), found);
  }
  const months = walkers.map(({ id }) => found.keys.get(id)?.month ?? Number.POSITIVE_INFINITY);
  const month = Math.max(start, ...months);
  found.ring.month = Number.isFinite(month) ? month : null;
  return found;
}

/** When the key takes requests again; null where it does not by itself. */
export function readyAt({ enabled, state, until }: ForecastKey): number | null {
  if (!enabled || state === "off") return null;
  return state === "ready" ? 0 : until;
}

function walkerOf(key: ForecastKey, cost: Usage): Walker | null {
  const from = readyAt(key);
  return from === null ? null : { id: key.id, readyAt: from, rooms: roomsOf(key, cost) };
}

function roomsOf(key: ForecastKey, cost: Usage): Room[] {
  return key.limits.flatMap(({ window, unit, amount }) => {
    if (cost[unit] <= 0) return [];
    return {
      window,
      left: wholeRequests(amount - key[window][unit], cost[unit]),
      whole: wholeRequests(amount, cost[unit]),
    };
  });
}

/** A part of a request is none. */
function wholeRequests(room: number, cost: number): number {
  return Math.max(0, Math.floor(room / cost + 1e-9));
}

/** Refills what begins anew between two moments. */
function turn(walkers: readonly Walker[], from: number, to: number): void {
  const turned = limitWindows.filter((window) => windowStart(window, from) !== windowStart(window, to));
  if (turned.length === 0) return;
  for (const { rooms } of walkers) {
    for (const room of rooms) if (turned.includes(room.window)) room.left = room.whole;
  }
}

function takeStep(walkers: readonly Walker[], { start, end }: DemandStep, perMs: number, found: Walk): void {
  for (let at = start; at < end; ) {
    const place = walkers.findIndex((walker) => walker.readyAt <= at && leftOf(walker) > 0);
    const walker = walkers[place];
    const wakeAt = nextWake(walker ? place : walkers.length, walkers, at);
    if (!walker) {
      found.ring.any ??= at;
      at = Math.min(end, wakeAt);
      continue;
    }
    const left = leftOf(walker);
    const emptyAt = perMs > 0 ? at + left / perMs : Number.POSITIVE_INFINITY;
    const next = Math.min(end, emptyAt, wakeAt);
    take(walker, next === emptyAt ? left : (next - at) * perMs);
    if (next === emptyAt) noteEnd(walker, next, found);
    at = next;
  }
}

/** When the first of the keys before `place` is back: it answers from then on. */
function nextWake(place: number, walkers: readonly Walker[], at: number): number {
  let wakeAt = Number.POSITIVE_INFINITY;
  for (const { readyAt: from } of walkers.slice(0, place)) if (from > at) wakeAt = Math.min(wakeAt, from);
  return wakeAt;
}

function leftOf({ rooms }: Walker): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { left } of rooms) least = Math.min(least, left);
  return least;
}

function take({ rooms }: Walker, requests: number): void {
  for (const room of rooms) room.left = Math.max(0, room.left - requests);
}

function noteEnd({ id, rooms }: Walker, at: number, found: Walk): void {
  const ends = found.keys.get(id);
  if (!ends) return;
  ends.any ??= at;
  if (rooms.some(({ window, left }) => window === "month" && left === 0)) ends.month ??= at;
}
