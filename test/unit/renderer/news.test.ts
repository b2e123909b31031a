import { describe, expect, it } from "vitest";
import { newsSince } from "../../../src/renderer/words/news.ts";
import type { Notice } from "../../../src/shared/models.ts";
import { busySnapshot } from "../../support/panel-data.ts";

const now = Date.parse("2026-03-14T15:20:30Z");
const before = busySnapshot(now);
const notice = (place: number): Notice => ({
  id: now + place,
  at: now,
  kind: "general",
  level: "error",
  text: `Notice ${place}.`,
});

describe("what is read out", () => {
  it("is nothing where only messages have come", () => {
    const status = { ...before.status, seen: 2000, answered: 500, queueLength: 9 };
    expect(newsSince(before, { ...before, status })).toBe("");
  });

  it("is the bot's new state, whatever it was in between", () => {
    const status = { ...before.status, state: "failed" } as const;
    expect(newsSince(before, { ...before, status })).toBe("Bot: failed.");
  });

  it("is how many failures are new, and nothing where some were resolved", () => {
    const withOpen = (openFailures: number) => ({ ...before, status: { ...before.status, openFailures } });
    expect(newsSince(before, withOpen(4))).toBe("1 new failure, 4 open.");
    expect(newsSince(before, withOpen(1))).toBe("");
  });

  it("is the newest notice in full, and how many came before it", () => {
    expect(newsSince(before, { ...before, notices: [notice(1), ...before.notices] })).toBe("Error: Notice 1.");
    expect(newsSince(before, { ...before, notices: [notice(3), notice(2), notice(1), ...before.notices] })).toBe(
      "Error: Notice 3. 2 earlier notices under the bell.",
    );
  });
});
