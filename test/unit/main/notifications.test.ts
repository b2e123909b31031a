import { describe, expect, it, vi } from "vitest";
import { newsIn, plainText } from "../../../src/main/notifications.ts";
import type { BotState, BotStatus } from "../../../src/shared/models.ts";

vi.mock("electron", () => ({ Notification: {} }));

function status(state: BotState, problem: BotStatus["problem"] = null) {
  const counts = { guildCount: 0, shards: null, queueLength: 0, inFlight: 0, seen: 0, answered: 0, openFailures: 0 };
  return {
    type: "status" as const,
    status: { state, problem, name: null, userId: null, since: 0, pausedGuildIds: [], ...counts },
  };
}

describe("notifications", () => {
  it("tell why the bot has failed, once", () => {
    const failed = status("failed", { code: "discord", message: "The token is wrong.", mend: "Enter the right one." });
    expect(newsIn(failed, "starting")).toBe("The token is wrong. Enter the right one.");
    expect(newsIn(failed, "failed")).toBeNull();
  });

  it("tell of a lost connection, but not of the owner's own doing", () => {
    expect(newsIn(status("reconnecting"), "online")).toContain("reconnecting");
    expect(newsIn(status("stopped"), "online")).toBeNull();
    expect(newsIn(status("online"), "starting")).toBeNull();
  });

  it("tell of errors only among the general notices", () => {
    const notice = { id: 1, at: 0, kind: "general" as const, text: "The bot's token is wrong." };
    expect(newsIn({ type: "notice", notice: { ...notice, level: "error" } }, "online")).toBe(notice.text);
    expect(newsIn({ type: "notice", notice: { ...notice, level: "warning" } }, "online")).toBeNull();
  });

  it("hold nothing hidden, and no markup", () => {
    expect(plainText('"<img src=x>\u202E &amp;" answers now.')).toBe('"‹img src=x>[U+202E] ＆amp;" answers now.');
  });

  it.each(["limit-near", "key-switch", "all-resting", "key-return"] as const)("tell of each %s", (kind) => {
    const notice = { id: 1, at: 0, kind, level: "info" as const, text: "Something befell a key." };
    expect(newsIn({ type: "notice", notice }, "online")).toBe(notice.text);
  });
});
