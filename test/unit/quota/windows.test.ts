import { describe, expect, it } from "vitest";
import { windowEnd, windowStart } from "../../../src/engine/quota/windows.ts";

const at = Date.parse("2026-02-28T23:59:59.999Z");

describe("the windows of a limit", () => {
  it.each([
    ["hour", "2026-02-28T23:00:00Z", "2026-03-01T00:00:00Z"],
    ["day", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"],
    ["month", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
  ] as const)("the %s begins and ends by UTC", (window, start, end) => {
    expect(windowStart(window, at)).toBe(Date.parse(start));
    expect(windowEnd(window, at)).toBe(Date.parse(end));
  });

  it("a moment on the border belongs to the window that begins", () => {
    const border = Date.parse("2026-12-01T00:00:00Z");
    expect(windowStart("month", border)).toBe(border);
    expect(windowEnd("month", border)).toBe(Date.parse("2027-01-01T00:00:00Z"));
  });
});
