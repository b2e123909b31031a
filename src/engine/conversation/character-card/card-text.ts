import type { SanitizerSettings } from "../../../shared/settings.ts";
import { sanitize } from "../sanitizer.ts";
import { cutText } from "../text.ts";
import { noNames } from "../turn.ts";

/** A stranger's card may hide words from the owner who looks at it, never from the model. */
const hiddenOnly: SanitizerSettings = {
  emoji: false,
  "custom-emoji": false,
  mention: false,
  "gif-link": false,
  invisible: true,
  "bidi-control": true,
  whitespace: false,
};
/** Letters that show nothing; the sanitizer leaves them to an emoji, to which only a region's flag may have some. */
const tagLetters = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
const sentenceEnds = [". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n"];

/** A text of a card without what nobody can see, and no longer than so much; what was hidden is noted. */
export function fitText(text: string, maxLength: number, notes: Set<string>): string {
  const fitting = cutAtSentence(text.trim(), maxLength);
  const untagged = fitting.replace(tagLetters, "$1");
  const { output, removed } = sanitize(untagged, { names: noNames, rules: hiddenOnly });
  if (removed.length > 0 || untagged !== fitting) notes.add("Characters that nobody can see were taken out.");
  return output.trim();
}

/** Ends after a sentence, or else after a word, where one ends in the second half. */
function cutAtSentence(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = cutText(text, maxLength);
  const end = Math.max(...sentenceEnds.map((mark) => cut.lastIndexOf(mark) + 1));
  if (end > maxLength / 2) return cut.slice(0, end);
  const space = cut.lastIndexOf(" ");
  return space > maxLength / 2 ? cut.slice(0, space) : cut;
}
