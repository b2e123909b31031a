import { describe, expect, it } from "vitest";
import { toLogEntry, withoutMember } from "../../../src/engine/conversation/log-entry.ts";
import { beginTurn, type EndedTurn } from "../../../src/engine/conversation/turn.ts";
import { sampleFailure } from "../../support/log-samples.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";

const namesAndWords = ["Ann", "500000000000000001", "my secret", "an answer"];

function ended(change: Partial<EndedTurn>): EndedTurn {
  const turn = beginTurn(incoming({ content: "my secret" }), recordingDelivery(), 0, 0);
  return { ...turn, sanitized: "my secret", response: "an answer", outcome: "answered", totalMs: 1, ...change };
}

describe("the log of one who has opted out", () => {
  it("holds that a message came, and neither who wrote it nor what", () => {
    for (const outcome of ["opted-out", "not-addressed", "answered", "failed"] as const) {
      const entry = toLogEntry(ended({ outcome }), true);
      expect(entry).toMatchObject({ outcome, channelName: "general" });
      for (const text of namesAndWords) expect(JSON.stringify(entry)).not.toContain(text);
    }
  });

  it("names whoever gives a moderator's command", () => {
    const stop = toLogEntry(ended({ outcome: "command", sanitized: "stop" }), true);
    expect(stop).toMatchObject({ author: "Ann", sanitized: "stop" });
    expect(toLogEntry(ended({ outcome: "command", sanitized: "help" }), true)).toMatchObject({ author: "" });
  });
});

describe("the log of one who was just forgotten", () => {
  it("does not begin anew with their name", () => {
    const entry = toLogEntry(ended({ outcome: "command", sanitized: "forget" }), false);
    expect(entry).toMatchObject({ author: "", authorId: "", content: "", sanitized: "forget" });
  });
});

describe("a failure of one who has opted out", () => {
  it("keeps its cause and nothing of the member", () => {
    const facts = withoutMember(sampleFailure());
    expect(facts).toMatchObject({ authorId: null, author: null, content: "", response: "", cause: "respond/spent" });
  });
});
