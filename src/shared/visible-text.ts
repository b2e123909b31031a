import { belongsToSpelling } from "./joiners.ts";

/**
 * What could hide or turn around text, or steer a terminal: controls, bidirectional marks, fillers and other ignorable
 * characters, halves of surrogate pairs. Left alone: line feed and tab, and the tags of the flags that there are.
 */
const hidden =
  /\p{RGI_Emoji_Tag_Sequence}|(?!\n|\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gv;
const flag = "\u{1F3F4}";
const joiner = "\u200D";
const emojiVariants = ["\uFE0E", "\uFE0F"];
const beforeJoiner = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;
const pictograph = /\p{Extended_Pictographic}/u;
const emoji = /[\p{Emoji}\p{Extended_Pictographic}]/u;

/**
 * A stranger's text with each hidden character written out, e.g. as `[U+202E]`, save those that emoji and many scripts
 * are spelt with. With `start` and `end`, that part of it.
 */
export function visibleText(text: string, start = 0, end = text.length): string {
  return text
    .slice(start, end)
    .replace(hidden, (found, offset: number) => (isSpelling(text, start + offset, found) ? found : codePointOf(found)));
}

/** A value with every text in it made visible. */
export function visibleDeep<Value>(value: Value): Value {
  return mapTexts(value) as Value;
}

/** JSON in which each hidden character stands as its escape: the value is the same, and no terminal is steered by it. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(hidden, (found) =>
    found.startsWith(flag) ? found : Array.from({ length: found.length }, (_, unit) => escapeOf(found, unit)).join(""),
  );
}

function mapTexts(value: unknown): unknown {
  if (typeof value === "string") return visibleText(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one)]));
}

function isSpelling(text: string, index: number, found: string): boolean {
  if (found.startsWith(flag)) return true;
  const left = codePointBefore(text, index);
  const right = codePointAt(text, index + found.length);
  if (found === joiner && beforeJoiner.test(left) && pictograph.test(right)) return true;
  if (emojiVariants.includes(found)) return emoji.test(left);
  return belongsToSpelling(found, left, right);
}

function codePointBefore(text: string, end: number): string {
  const last = text.slice(Math.max(0, end - 2), end);
  return [...last].at(-1) ?? "";
}

function codePointAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function codePointOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `[U+${code}]`;
}

function escapeOf(text: string, unit: number): string {
  return `\\u${text.charCodeAt(unit).toString(16).padStart(4, "0")}`;
}
