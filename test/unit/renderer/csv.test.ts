import { describe, expect, it } from "vitest";
import { csvLines } from "../../../src/renderer/words/csv.ts";

describe("an exported table", () => {
  it("is a header and rows that end with CRLF, as RFC 4180 has it", () => {
    expect(
      csvLines([
        ["a", "b"],
        ["x", 1.5],
      ]),
    ).toBe("a,b\r\nx,1.5\r\n");
  });

  it.each([
    ['say "hi"', '"say ""hi"""'],
    ["one, two", '"one, two"'],
    ["two\nlines", '"two\nlines"'],
    ["plain", "plain"],
  ])("quotes %j only where it must", (text, cell) => {
    expect(csvLines([["a"], [text]])).toBe(`a\r\n${cell}\r\n`);
  });

  it.each(["=1+1", "+1", "-1", "@sum", "\tx", " =1"])("makes %j a text that no spreadsheet runs", (text) => {
    expect(csvLines([[text]])).toBe(`'${text}\r\n`);
  });

  it.each([
    ["＝1+1", "'＝1+1"],
    ["\u200B=1", "'\u200B=1"],
  ])("is not deceived by %j", (text, cell) => {
    expect(csvLines([[text]])).toBe(`${cell}\r\n`);
  });

  it.each([
    ["hi;=cmd|' /C calc'!A0;", "hi;'=cmd|' /C calc'!A0;"],
    ["hi\n- one", '"hi\n\'- one"'],
    ["so;-) and =fine", "so;'-) and =fine"],
  ])("begins no cell within %j where semicolons part the cells", (text, cell) => {
    expect(csvLines([[text]])).toBe(`${cell}\r\n`);
  });

  it("makes harmless first and quotes then", () => {
    expect(csvLines([["a"], ['=HYPERLINK("x","y")']])).toBe(`a\r\n"'=HYPERLINK(""x"",""y"")"\r\n`);
  });

  it("leaves negative numbers alone, and cells without a number empty", () => {
    expect(
      csvLines([
        ["a", "b", "c"],
        [-3, null, Number.NaN],
      ]),
    ).toBe("a,b,c\r\n-3,,\r\n");
  });
});
