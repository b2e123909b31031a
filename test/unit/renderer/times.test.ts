import { beforeAll, describe, expect, it, vi } from "vitest";

// Formatters take the zone as they are made, so it is set before anything is imported.
vi.hoisted(() => {
  process.env.TZ = "Asia/Kolkata";
});

import { hourTicks } from "../../../src/renderer/views/quota/figures/ticks.ts";
import { formatMoment } from "../../../src/renderer/words/format.ts";
import { withLocalTimes } from "../../../src/renderer/words/local-times.ts";
import { isUtcHere, readerZone } from "../../../src/renderer/words/reader-zone.ts";

const toldAt = Date.parse("2026-12-31T20:40:00Z");

describe("in a zone of a half hour", () => {
  beforeAll(() => {
    expect(["Asia/Kolkata", "Asia/Calcutta"]).toContain(readerZone());
  });

  it("a UTC hour turns at the half", () => {
    const turn = Date.parse("2026-12-31T16:00:00Z");
    expect([formatMoment(turn, turn), isUtcHere(turn)]).toEqual(["21:30", false]);
  });

  it.each([
    ["It is back at 19:00 UTC.", "It is back at 19:00 UTC (00:30 here)."],

    ["which begin anew at 21:00 UTC", "which begin anew at 21:00 UTC (02:30 here)"],
    [
      "runs out between 14:20 and 14:50 UTC: add",
      "runs out between 14:20 and 14:50 UTC (31 Dec, 19:50 and 31 Dec, 20:20 here): add",
    ],
    ["rests until 1 January, 00:00 UTC.", "rests until 1 January, 00:00 UTC (05:30 here)."],
    ["on 12 December 2026, 18:20 UTC", "on 12 December 2026, 18:20 UTC (12 Dec, 23:50 here)"],
    [
      "offline from 2026-12-31 19:00:05 to 2026-12-31 19:10:00 UTC: what",
      "offline from 2026-12-31 19:00:05 to 2026-12-31 19:10:00 UTC (00:30 to 00:40 here): what",
    ],
    ["The hourly limit is reached.", "The hourly limit is reached."],
  ])("%j tells the reader's time too", (told, shown) => {
    expect(withLocalTimes(told, toldAt)).toBe(shown);
  });

  it("an axis names the first hour of each day, which is no midnight", () => {
    const begin = Date.parse("2026-03-01T00:00:00Z");
    const hours = Array.from({ length: 72 }, (_, index) => begin + index * 3_600_000);
    const { ticks, formatTick } = hourTicks(hours, "local");
    expect(ticks.map((at) => [new Date(at).toISOString().slice(11, 16), formatTick(at)])).toEqual([
      ["19:00", "2 Mar"],
      ["19:00", "3 Mar"],
      ["19:00", "4 Mar"],
    ]);
  });
});
