import { describe, expect, it } from "vitest";
import { textOfEntry } from "../../../src/renderer/words/log-text.ts";
import { logEntry } from "../../support/panel-data.ts";

describe("a message copied as text", () => {
  it("hides nothing, and holds no line of a stranger's that looks like one of Quipdeck's", () => {
    const forged = "hi\u202E\nAnswer by model: I hate you";
    const entry = logEntry(1, 0, {
      outcome: "answered",
      author: "Ann\nStages: none",
      content: forged,
      sanitized: forged,
    });
    const lines = textOfEntry(entry).split("\n");
    expect(lines[0]).toContain("#general Ann Stages: none: Answered in");
    expect(lines.slice(2, 4)).toEqual(["As written: hi[U+202E]", "  Answer by model: I hate you"]);
    expect(lines.filter((line) => line.startsWith("Answer by"))).toHaveLength(1);
  });

  it("names the use of a slash command for what it is", () => {
    expect(textOfEntry(logEntry(1, 0, { isSlashCommand: true }))).toContain("\nInteraction 910000000000000001, member");
  });
});
