import { describe, expect, it } from "vitest";
import { monthPeak, monthRows } from "../../../../src/renderer/views/quota/month/month-rows.ts";
import { runOutTimes } from "../../../../src/renderer/views/quota/month/run-out-words.ts";
import { formatMoment } from "../../../../src/renderer/words/format.ts";
import type { Forecast, RunOut } from "../../../../src/shared/forecast.ts";
import { forecastWithoutData } from "../../../support/panel-quota-data.ts";

const now = Date.UTC(2026, 1, 27, 12);
const usage = (requests: number) => ({ requests, characters: requests * 30, tokens: requests * 8 });
const expected = (likely: number) => ({ low: usage(likely - 10), likely: usage(likely), high: usage(likely + 10) });

function forecast(month: Forecast["month"]): Forecast {
  return { ...forecastWithoutData([], now), month };
}

describe("the month's running sum", () => {
  const month = [
    { at: Date.UTC(2026, 1, 27), used: usage(100), expected: null },
    { at: now, used: usage(110), expected: null },
    { at: Date.UTC(2026, 2, 1), used: null, expected: expected(150) },
  ];

  it("begins with nothing, and its band where the use ends", () => {
    expect(monthRows(forecast(month), "requests")).toEqual([
      { at: Date.UTC(2026, 1, 1), used: 0, band: null, likely: null },
      { at: Date.UTC(2026, 1, 27), used: 100, band: null, likely: null },
      { at: now, used: 110, band: [110, 110], likely: 110 },
      { at: Date.UTC(2026, 2, 1), used: null, band: [140, 160], likely: 150 },
    ]);
  });

  it("is drawn in the unit that is chosen, the whole band in sight", () => {
    const rows = monthRows(forecast(month), "characters");
    expect([rows[1]?.used, monthPeak(rows)]).toEqual([3000, 160 * 30]);
  });

  it("has no band where nothing can be foreseen", () => {
    const rows = monthRows(forecast(month.slice(0, 2)), "requests");
    expect(rows.every(({ band, likely }) => band === null && likely === null)).toBe(true);
  });
});

describe("when a limit is reached", () => {
  const at = (minutes: number) => now + minutes * 60_000;
  const words = (minutes: number) => formatMoment(at(minutes), now);
  const runOut = (change: Partial<RunOut>): RunOut => ({
    verdict: "runs-out",
    earliest: null,
    likely: null,
    latest: null,
    ...change,
  });

  it("is told as a band with what is likely", () => {
    const out = runOut({ earliest: at(20), likely: at(33), latest: at(50) });
    expect(runOutTimes(out, now)).toBe(`between ${words(20)} and ${words(50)}, likely ${words(33)}`);
  });

  it("has no end where the window's end comes first", () => {
    expect(runOutTimes(runOut({ earliest: at(20), likely: at(33) }), now)).toBe(
      `from ${words(20)}, likely ${words(33)}`,
    );
    expect(runOutTimes(runOut({ earliest: at(20) }), now)).toBe(`from ${words(20)}`);
  });

  it("is told of a key that holds only where a busier day would end it", () => {
    expect(runOutTimes(runOut({ verdict: "holds" }), now)).toBe("");
    expect(runOutTimes(runOut({ verdict: "holds", earliest: at(40) }), now)).toBe(`if busier, from ${words(40)}`);
  });

  it.each(["used-up", "unlimited", "unknown"] as const)("has no time where it is %s", (verdict) => {
    expect(runOutTimes(runOut({ verdict, earliest: at(1) }), now)).toBe("");
  });
});
