import { describe, expect, it } from "vitest";
import { OneTimeTokens } from "../../../src/headless/panel-token.ts";

describe("a one-time token", () => {
  it("opens once", () => {
    const tokens = new OneTimeTokens();
    const token = tokens.issue();
    expect(tokens.spend("another")).toBe(false);
    expect([tokens.spend(token), tokens.spend(token)]).toEqual([true, false]);
  });

  it("opens within a minute", () => {
    let nowMs = 0;
    const tokens = new OneTimeTokens(() => nowMs);
    const [early, late] = [tokens.issue(), tokens.issue()];
    nowMs = 59_000;
    expect(tokens.spend(early)).toBe(true);
    nowMs = 61_000;
    expect(tokens.spend(late)).toBe(false);
  });
});
