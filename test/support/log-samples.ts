import type { FailureFacts } from "../../src/engine/log/failures.ts";
import type { LogEntry } from "../../src/shared/models.ts";

/** An answered message with every kind of field filled. */
export function sampleMessage(change: Partial<LogEntry> = {}): Omit<LogEntry, "id"> {
  return {
    at: Date.parse("2026-03-14T09:20:00Z"),
    outcome: "answered",
    guildId: "900000000000000001",
    channelId: "800000000000000001",
    channelName: "tea-room",
    messageId: "700000000000000001",
    isSlashCommand: false,
    authorId: "600000000000000001",
    author: "Ann",
    content: "what is in the kettle?",
    sanitized: "what is in the kettle?",
    removed: [{ kind: "emoji", text: "🫖", index: 3, replacement: "" }],
    response: "Water, mostly.",
    responder: "model",
    keyLabel: "main",
    replyIds: ["700000000000000002"],
    replyChannelIds: ["800000000000000001"],
    stages: [{ stage: "gate", ms: 0.25 }],
    attempts: [{ keyLabel: "main", status: 200, verdict: "ok", ms: 512, requestId: "r-1" }],
    failureId: null,
    totalMs: 700.5,
    ...change,
  };
}

export function sampleFailure(change: Partial<FailureFacts> = {}): FailureFacts {
  return {
    at: Date.parse("2026-03-14T09:20:00Z"),
    cause: "respond/spent",
    summary: "Every key is spent.",
    mend: "Add a key of another account.",
    stage: "respond",
    guildId: "900000000000000001",
    channelId: "800000000000000001",
    channelName: "tea-room",
    messageId: "700000000000000001",
    authorId: "600000000000000001",
    author: "Ann",
    content: "what is in the kettle?",
    response: "Wat",
    keyLabel: "main",
    status: 402,
    attempts: [{ keyLabel: "main", status: 402, verdict: "spent", ms: 80 }],
    stack: "Error: spent\n    at respond (model-responder.ts:1:1)",
    ...change,
  };
}
