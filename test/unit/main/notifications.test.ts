import { describe, expect, it, vi } from "vitest";
import { troubleIn } from "../../../src/main/notifications.ts";
import type { BotState, BotStatus } from "../../../src/shared/models.ts";

vi.mock("electron", () => ({ Notification: {} }));

function status(state: BotState, problem: BotStatus["problem"] = null) {
  const counts = { guildCount: 0, queueLength: 0, inFlight: 0, seen: 0, answered: 0, openFailures: 0 };
  return {
    type: "status" as const,
    status: { state, problem, name: null, userId: null, since: 0, pausedGuildIds: [], ...counts },
  };
}

describe("notifications", () => {
  it("tell why the bot has failed, once", () => {
    const failed = status("failed", { code: "discord", message: "The token is wrong.", mend: "Enter the right one." });
    expect(troubleIn(failed, "starting")).toBe("The token is wrong. Enter the right one.");
    expect(troubleIn(failed, "failed")).toBeNull();
  });

  it("tell of a lost connection, but not of the owner's own doing", () => {
    expect(troubleIn(status("reconnecting"), "online")).toContain("reconnecting");
    expect(troubleIn(status("stopped"), "online")).toBeNull();
    expect(troubleIn(status("online"), "starting")).toBeNull();
  });

  it("tell of errors only among the notices", () => {
    const notice = { id: 1, at: 0, text: "All keys rest." };
    expect(troubleIn({ type: "notice", notice: { ...notice, level: "error" } }, "online")).toBe("All keys rest.");
    expect(troubleIn({ type: "notice", notice: { ...notice, level: "info" } }, "online")).toBeNull();
  });
});
