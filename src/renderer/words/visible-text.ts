/**
 * What could hide or turn around text: controls, bidirectional marks, fillers and other ignorable characters.
 * Left alone: line feed and tab, joiners and variation selectors (emoji and many scripts need them), and the tags of a flag.
 */
const hidden =
  /\u{1F3F4}[\u{E0020}-\u{E007F}]+|(?!\n|\t|\u200C|\u200D|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A stranger's text with each hidden character written out, e.g. as `[U+202E]`. */
export function visibleText(text: string): string {
  return text.replace(hidden, (found) => (found.startsWith("\u{1F3F4}") ? found : codePointOf(found)));
}

function codePointOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `[U+${code}]`;
}
