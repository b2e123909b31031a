import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockList, followBlockList } from "../../../src/engine/conversation/block-list.ts";

describe("the block list", () => {
  it.each([
    ["a word", "tea", "Some tea, please", true],
    ["no part of another word", "tea", "I teach", false],
    ["capitals", "tea", "TEA", true],
    ["accents", "cafe", "Café", true],
    ["other shapes of the same letters", "tea", "ｔｅａ 𝐭𝐞𝐚", true],
    ["what nobody sees within the word", "tea", "t\u200Be\u00ADa", true],
    ["marks piled upon letters", "tea", "t\u0336e\u0336a\u0336", true],
    ["emphasis around it", "tea", "**_tea_**", true],
    ["the beginning of a word", "tea*", "teapots", true],
    ["the end of a word", "*tea", "icetea", true],
    ["the middle of a word", "*tea*", "steam", true],
    ["a gap", "t*a", "tapioca", true],
    ["two gaps", "t*p*t", "teapot", true],
    ["pieces that would overlap", "aba*aba", "ababa", false],
    ["a phrase", "green tea", "no green, tea?", true],
    ["a phrase with a gap", "green *tea", "green icetea", true],
    ["a phrase that is interrupted", "green tea", "green old tea", false],
    ["a phrase that begins anew", "green tea", "green green tea", true],
    ["a script without spaces", "抹茶", "私は抹茶が好き", true],
    ["another language", "чай", "Чай!", true],
  ])("finds %s", (_, entry, text, isFound) => {
    expect(createBlockList(["coffee", entry]).find(text)).toBe(isFound ? entry : null);
  });

  it("finds nothing while it is empty, and follows the settings", () => {
    let entries: string[] = [];
    const list = followBlockList(() => entries);
    expect(list.find("tea")).toBeNull();
    entries = ["tea"];
    expect(list.find("tea")).toBe("tea");
  });

  it("finds each word of a text, and never one that is not there", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "é", "ж", "7"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), word, (said, other) => {
        const text = said.join(" ");
        for (const each of said) expect(createBlockList([each]).find(text)).toBe(each);
        const fold = (one: string) => one.replaceAll("é", "e");
        expect(createBlockList([other]).find(text) !== null).toBe(said.map(fold).includes(fold(other)));
      }),
    );
  });

  it("compares as an expression would", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(letters, pattern, (word, entry) => {
        fc.pre(word !== "" && /[ab]/.test(entry));
        const expected = new RegExp(`^${entry.replaceAll("*", ".*")}$`).test(word);
        expect(createBlockList([entry]).find(word) !== null).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["a", "a ", "ab", "a\u0301"])(
    "takes 100,000 characters of %j against 500 entries in one go",
    (unit) => {
      const entries = Array.from({ length: 500 }, (_, place) =>
        place % 2 === 0 ? `*a*a*a*b${place}` : `a*a a*b${place}`,
      );
      expect(createBlockList(entries).find(unit.repeat(100_000 / unit.length))).toBeNull();
    },
    60_000,
  );
});
