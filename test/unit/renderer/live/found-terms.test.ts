import { describe, expect, it } from "vitest";
import { findTerms } from "../../../../src/renderer/words/found-terms.ts";

/** The text with square brackets around what was found. */
function marked(text: string, search: string): string {
  const pieces = findTerms(text, search).toReversed();
  return pieces.reduce(
    (left, { start, end }) => `${left.slice(0, start)}[${left.slice(start, end)}]${left.slice(end)}`,
    text,
  );
}

describe("what was searched for", () => {
  it.each([
    ["words by their beginning", "The lighthouse keeper lights it", "light", "The [light]house keeper [light]s it"],
    ["not in the middle of a word", "moonlight", "light", "moonlight"],
    ["whatever the case and the accents", "Ça va, Élodie?", "elo ca", "[Ça] va, [Élo]die?"],
    ["signs as they stand", "we love c++ here", "c++", "we love [c++] here"],
    ["emoji", "tea 🫖 time", "🫖", "tea [🫖] time"],
    ["scripts without spaces anywhere", "今日は灯台です", "灯台", "今日は[灯台]です"],
    ["each part of a joined word", "well-known and known", "well-known", "[well-known] and [known]"],
    ["nothing for an empty search", "anything", " ", "anything"],
    ["characters of two units before a word", "𝒳light", "light", "𝒳light"],
  ])("is found: %s", (_name, text, search, result) => {
    expect(marked(text, search)).toBe(result);
  });
});
