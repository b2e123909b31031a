import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../src/renderer/words/removal-segments.ts";

describe("what the sanitizer removed", () => {
  it("is marked where it stood", () => {
    const removal = { kind: "emoji", text: "😀", index: 3, replacement: "" } as const;
    expect(segmentsOf("hi 😀 you", [removal])).toEqual([
      { removal: null, text: "hi " },
      { removal, text: "😀" },
      { removal: null, text: " you" },
    ]);
  });

  it("is made visible where it is only space", () => {
    const removal = { kind: "whitespace", text: "  ", index: 1, replacement: " " } as const;
    expect(segmentsOf("a  b", [removal]).map(({ text }) => text)).toEqual(["a", "␣␣", "b"]);
  });

  it("loses no text where a removal does not fit the message", () => {
    const removed = [{ kind: "mention", text: "<@1>", index: 40, replacement: "@mika" } as const];
    expect(segmentsOf("short", removed)).toEqual([{ removal: null, text: "short" }]);
  });
});
