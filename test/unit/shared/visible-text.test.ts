import { describe, expect, it } from "vitest";
import { visibleJson, visibleText } from "../../../src/shared/visible-text.ts";

describe("strangers' text", () => {
  it.each([
    ["a right-to-left override", "photo\u202Egpj.exe", "photo[U+202E]gpj.exe"],
    ["a zero-width space", "a\u200Bb", "a[U+200B]b"],
    ["a terminal escape", "\u001B[31m", "[U+001B][31m"],
    ["a soft hyphen", "a\u00ADb", "a[U+00AD]b"],
    ["a filler that looks like nothing", "\u3164", "[U+3164]"],
    ["tags that carry a hidden message", "hi\u{E0041}", "hi[U+E0041]"],
    ["a message in tags behind a flag", "🏴\u{E0068}\u{E0069}\u{E007F}", "🏴[U+E0068][U+E0069][U+E007F]"],
    ["an isolate", "a\u2066b", "a[U+2066]b"],
    ["a NUL and a C1 control", "\0\u009B", "[U+0000][U+009B]"],
    ["half of a surrogate pair", "a\uD800b", "a[U+D800]b"],
    ["a joiner that joins nothing", "ad\u200Dmin", "ad[U+200D]min"],
    ["joiners in a row", "\u200D\u200D", "[U+200D][U+200D]"],
    ["variation selectors that carry a hidden message", "😀\uFE0F\u{E0151}\u{E0158}", "😀\uFE0F[U+E0151][U+E0158]"],
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

describe("a part of strangers' text", () => {
  it("knows what stands around it", () => {
    expect(visibleText("می‌خواهم", 2)).toBe("‌خواهم");
    expect(visibleText("ad‌min", 2)).toBe("[U+200C]min");
  });
});

describe("JSON", () => {
  it("holds hidden characters as escapes, and the same value", () => {
    const value = { author: "a\u202E\u009B\u{E0041}\uD800", lines: "one\n\ttwo", family: "👨‍👩‍👧" };
    const text = visibleJson(value, 2);
    expect(text).toContain("a\\u202e\\u009b\\udb40\\udc41\\ud800");
    expect(JSON.parse(text)).toEqual(value);
  });
});
