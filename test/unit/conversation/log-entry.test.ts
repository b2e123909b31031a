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
    const stop = toLogEntry(ended({ outcome: "command", sanitized: "stop", command: "stop" }), true);
    expect(stop).toMatchObject({ author: "Ann", sanitized: "stop" });
    expect(toLogEntry(ended({ outcome: "command", sanitized: "help", command: "help" }), true)).toMatchObject({
      author: "",
      sanitized: "help",
    });
  });

  it("does not keep a thread's name, which may be theirs", () => {
    const message = incoming({ channelName: "Ann's thread", parentChannelId: "300000000000000002" });
    expect(toLogEntry(ended({ message }), false).channelName).toBe("Ann's thread");
    expect(toLogEntry(ended({ message }), true).channelName).toBe("thread");
    expect(withoutMember(sampleFailure({ channelName: "Ann's thread" }), message).channelName).toBe("thread");
  });
});

describe("the log of one who was forgotten meanwhile", () => {
  it("does not begin anew with their name or their words", () => {
    const isForgotten = true;
    const command = toLogEntry(ended({ outcome: "command", command: "forget", isForgotten }), false);
    expect(command).toMatchObject({ author: "", authorId: "", content: "", sanitized: "forget" });
    for (const outcome of ["forgotten", "answered", "joined", "too-fast"] as const) {
      const entry = toLogEntry(ended({ outcome, isForgotten }), false);
      for (const text of namesAndWords) expect(JSON.stringify(entry)).not.toContain(text);
    }
  });
});

describe("a failure of one who has opted out", () => {
  it("keeps its cause and nothing of the member", () => {
    const facts = withoutMember(sampleFailure(), incoming());
    expect(facts).toMatchObject({ authorId: null, author: null, content: "", response: "", cause: "respond/spent" });
  });
});
