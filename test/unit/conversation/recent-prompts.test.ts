import { describe, expect, it } from "vitest";
import { RecentPrompts } from "../../../src/engine/conversation/recent-prompts.ts";
import type { EndedTurn } from "../../../src/engine/conversation/turn.ts";
import { incoming } from "../../support/messages.ts";

const attempts = [{ keyLabel: "main", status: 200, verdict: "ok" as const, ms: 1 }];

function turn(messageId: string, change: Partial<Pick<EndedTurn, "attempts" | "prompt">> = {}) {
  const prompt = [{ role: "user" as const, content: messageId }];
  return { message: incoming({ messageId }), prompt, attempts, ...change };
}

describe("the prompts of late", () => {
  it("are what the model was sent, for the newest 500 messages", () => {
    const prompts = new RecentPrompts();
    for (let count = 1; count <= 501; count += 1) prompts.keep(turn(String(count)));
    expect(prompts.get("1")).toBeNull();
    expect(prompts.get("2")).toEqual([{ role: "user", content: "2" }]);
  });

  it("are none where nothing was sent", () => {
    const prompts = new RecentPrompts();
    prompts.keep(turn("1", { attempts: [] }));
    expect(prompts.get("1")).toBeNull();
  });

  it("go when a member is to be forgotten, and are not kept of a turn that had to let go of its own", () => {
    const prompts = new RecentPrompts();
    prompts.keep(turn("1"));
    prompts.forgetAll();
    prompts.keep(turn("2", { prompt: [] }));
    expect(prompts.get("1")).toBeNull();
    expect(prompts.get("2")).toBeNull();
  });
});
