import { describe, expect, it } from "vitest";
import { createMemory } from "../../../src/engine/conversation/memory.ts";
import { beginTurn } from "../../../src/engine/conversation/turn.ts";
import { MemoryStore } from "../../../src/engine/storage/memory-store.ts";
import { defaultSettings } from "../../../src/shared/settings.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";
import { openTestDatabase } from "../../support/test-database.ts";

describe("the memory", () => {
  it("keeps no secret of a question or an answer", () => {
    const settings = { ...defaultSettings().memory, turns: 2 };
    const redact = (text: string) => text.replaceAll("hf_secret", "[secret removed]");
    const memory = createMemory(new MemoryStore(openTestDatabase().database), () => settings, redact);
    const turn = beginTurn(incoming(), recordingDelivery(), 0, 0);
    turn.sanitized = "is hf_secret a key?";
    turn.response = "hf_secret is one";
    memory.remember(turn);
    expect(memory.recall(turn.message.channelId)).toEqual([
      { question: "is [secret removed] a key?", answer: "[secret removed] is one" },
    ]);
  });
});
