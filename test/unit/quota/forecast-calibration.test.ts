import { describe, expect, it } from "vitest";
import { forecast } from "../../../src/engine/quota/forecast.ts";
import { windowEnd, windowStart } from "../../../src/engine/quota/windows.ts";
import { seededRandom } from "../../../src/engine/random.ts";
import type { RunOut } from "../../../src/shared/forecast.ts";
import { dayMs, hourMs, startOfHour } from "../../../src/shared/utc-time.ts";
import {
  eveningPace,
  factor,
  hoursBefore,
  keyOf,
  perHour,
  perMonth,
  poisson,
  usageOf,
} from "../../support/forecast-scenes.ts";

const worlds = 200;
const minuteMs = 60_000;

/** How much days and hours differ beyond chance, as squared relative deviations. */
interface Unrest {
  days: number;
  hours: number;
}

/** A server whose true pace differs from day to day and from hour to hour. */
class World {
  readonly random: () => number;
  readonly #unrest: Unrest;
  readonly #days = new Map<number, number>();

  constructor(seed: number, unrest: Unrest) {
    this.random = seededRandom(seed);
    this.#unrest = unrest;
  }

  /** Requests an hour in the hour that begins then. */
  pace(hour: number): number {
    const day = windowStart("day", hour);
    const known = this.#days.get(day) ?? factor(this.random, this.#unrest.days);
    this.#days.set(day, known);
    return eveningPace(new Date(hour).getUTCHours()) * known * factor(this.random, this.#unrest.hours);
  }

  count(hour: number): number {
    return poisson(this.random, this.pace(hour));
  }
}

function contains({ earliest, latest }: RunOut, at: number): boolean {
  return (earliest ?? Number.POSITIVE_INFINITY) <= at && at <= (latest ?? Number.POSITIVE_INFINITY);
}

/** Lives through one evening hour, looks ahead at `minute`, and then sees when 100 requests were made. */
function hourOf(seed: number, unrest: Unrest, minute: number) {
  const world = new World(seed, unrest);
  const start = Date.parse("2026-03-25T19:00:00Z");
  const hours = hoursBefore(start, 168, (hour) => world.count(hour));
  const pace = world.pace(start);
  const minutes = Array.from({ length: 60 }, () => poisson(world.random, pace / 60));
  const sum = (from: number, to: number) => minutes.slice(from, to).reduce((total, count) => total + count, 0);
  const soFar = sum(0, minute);
  const nowMs = start + minute * minuteMs;
  const lately = { sinceMs: nowMs - Math.min(10, minute) * minuteMs, requests: sum(Math.max(0, minute - 10), minute) };
  const keys = [keyOf("one", { limits: [perHour(100)], hour: usageOf(soFar) })];
  const present = { hour: start, keyId: "one", usage: usageOf(soFar) };
  const { ring } = forecast({ nowMs, keys, hours: [...hours, present], recent: lately });
  const end = minutes.findIndex((_, index) => sum(0, index + 1) >= 100);
  return { foreseen: ring.hour, end: end === -1 ? Number.POSITIVE_INFINITY : start + (end + 0.5) * minuteMs };
}

/** Lives through a week, looks ahead on the 10th, and then sees when the month's limit was reached. */
function monthOf(seed: number, unrest: Unrest) {
  const world = new World(seed, unrest);
  const nowMs = Date.parse("2026-03-10T12:00:00Z");
  const hours = hoursBefore(nowMs, 168, (hour) => world.count(hour));
  const keys = [keyOf("one", { limits: [perMonth(9000)] })];
  const { ring } = forecast({ nowMs, keys, hours, recent: { sinceMs: nowMs, requests: 0 } });
  let used = 0;
  for (let hour = startOfHour(nowMs); hour < windowEnd("month", nowMs); hour += hourMs) {
    used += world.count(hour);
    if (used >= 9000) return { foreseen: ring.month, end: hour + hourMs / 2 };
  }
  return { foreseen: ring.month, end: Number.POSITIVE_INFINITY };
}

/** Mean width of the bands, ms; one that does not end within the window is cut off there. */
function meanWidth(runs: readonly { foreseen: RunOut }[], windowEndMs: number): number {
  const widths = runs.map(({ foreseen: { earliest, latest } }) => (latest ?? windowEndMs) - (earliest ?? windowEndMs));
  return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}

const calm = { days: 0, hours: 0 };
const restless = { days: 0.1, hours: 0.1 };

describe("the forecast's band, which claims 9 of 10 ends", () => {
  it.each([
    ["calm", calm, 5],
    ["calm", calm, 20],
    ["restless", restless, 5],
    ["restless", restless, 20],
  ])("holds the hour's end of a %s server (%o, minute %i)", (_name, unrest, minute) => {
    const runs = Array.from({ length: worlds }, (_, seed) => hourOf(seed, unrest, minute)).filter(
      ({ foreseen }) => foreseen.verdict !== "used-up",
    );
    const hits = runs.filter(({ foreseen, end }) => contains(foreseen, end)).length;
    expect(hits / runs.length).toBeGreaterThanOrEqual(0.85);
    expect(meanWidth(runs, Date.parse("2026-03-25T20:00:00Z"))).toBeLessThan(25 * minuteMs);
  });

  it.each([
    ["calm", calm],
    ["restless", restless],
  ])("holds the month's end of a %s server (%o)", (_name, unrest) => {
    const runs = Array.from({ length: worlds }, (_, seed) => monthOf(seed, unrest));
    const hits = runs.filter(({ foreseen, end }) => contains(foreseen, end)).length;
    expect(hits / runs.length).toBeGreaterThanOrEqual(0.85);
    expect(meanWidth(runs, Date.parse("2026-04-01T00:00:00Z"))).toBeLessThan(10 * dayMs);
  });
});
