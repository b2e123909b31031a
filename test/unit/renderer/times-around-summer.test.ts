import { expect, it, vi } from "vitest";

// Formatters take the zone as they are made, so it is set before anything is imported.
vi.hoisted(() => {
  process.env.TZ = "Europe/London";
});

import { withLocalTimes } from "../../../src/renderer/words/local-times.ts";

it.each([
  ["2026-03-20T12:00:00Z", "rests until 1 April, 00:00 UTC.", "rests until 1 April, 00:00 UTC (1 Apr, 01:00 here)."],
  ["2026-03-20T12:00:00Z", "back at 13:00 UTC", "back at 13:00 UTC"],
  ["2026-10-20T12:00:00Z", "rests until 1 November, 00:00 UTC.", "rests until 1 November, 00:00 UTC."],
  [
    "2026-03-29T01:10:00Z",
    "offline from 2026-03-29 00:50:00 to 2026-03-29 01:05:00 UTC",
    "offline from 2026-03-29 00:50:00 to 2026-03-29 01:05:00 UTC (00:50 to 02:05 here)",
  ],
])("where clocks are put forward for the summer, what is told at %s as %j reads %j", (toldAt, told, shown) => {
  expect(withLocalTimes(told, Date.parse(toldAt))).toBe(shown);
});
