import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../src/renderer/words/removal-segments.ts";
import { visibleText } from "../../../src/renderer/words/visible-text.ts";

describe("strangers' text", () => {
  it.each([
    ["a right-to-left override", "photo\u202Egpj.exe", "photo[U+202E]gpj.exe"],
    ["a zero-width space", "a\u200Bb", "a[U+200B]b"],
    ["a terminal escape", "\u001B[31m", "[U+001B][31m"],
    ["a soft hyphen", "a\u00ADb", "a[U+00AD]b"],
    ["a filler that looks like nothing", "\u3164", "[U+3164]"],
    ["tags that carry a hidden message", "hi\u{E0041}", "hi[U+E0041]"],
  ])("shows %s", (_what, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ["lines and tabs", "one\n\ttwo"],
    ["a family", "👨‍👩‍👧"],
    ["a heart in text and in colour", "❤ ❤️"],
    ["the flag of Scotland", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"],
    ["Persian with a joiner", "می‌خواهم"],
    ["Arabic, Hindi and Thai", "مرحبا नमस्ते สวัสดี"],
  ])("leaves %s alone", (_what, text) => {
    expect(visibleText(text)).toBe(text);
  });
});

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
