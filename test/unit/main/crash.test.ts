import { describe, expect, it, vi } from "vitest";
import { mayRelaunch } from "../../../src/main/crash.ts";

vi.mock("electron", () => ({ app: {}, dialog: {} }));

describe("an app that crashed", () => {
  it.each([
    ["for the first time", ["quipdeck"], 5, true],
    ["soon after a crash", ["quipdeck", "--after-crash"], 5, false],
    ["after it had run well since a crash", ["quipdeck", "--after-crash"], 3600, true],
  ])("%s is started anew: %4$j", (_when, argv, uptimeSeconds, isRelaunched) => {
    expect(mayRelaunch(argv, uptimeSeconds)).toBe(isRelaunched);
  });
});
