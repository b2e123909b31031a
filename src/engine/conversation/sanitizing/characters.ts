import emojiRegex from "emoji-regex";
import { belongsToSpelling } from "../../../shared/joiners.ts";
import type { SanitizerSettings } from "../../../shared/settings.ts";
import { allMatches } from "./all-matches.ts";
import type { Cut } from "./removals.ts";

// Written for a regular expression without the `u` flag, like the library's own: surrogates stand for themselves.
const tag = "\\uDB40[\\uDC20-\\uDC7F]";
/** ©, ® and ™ are emoji only where a variation selector says so. Digits, # and * are emoji only as keycaps. */
const emoji = `(?![\\xA9\\xAE\\u2122](?!\\uFE0F))(?:${emojiRegex().source})(?:[\\uFE0E\\uFE0F]|${tag})*`;
/** Lone regional indicators and enclosing keycaps: halves of an emoji. */
const emojiHalf = "\\uD83C[\\uDDE6-\\uDDFF]|\\u20E3";
const bidiControl = "[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]";
const invisible =
  "[\\0-\\x08\\x0E-\\x1F\\x7F-\\x84\\x86-\\x9F\\xAD\\u034F\\u115F\\u1160\\u180B-\\u180F\\u200B-\\u200D\\u2060-\\u2065" +
  "\\u206A-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF9-\\uFFFB]|[\\uDB40-\\uDB43][\\uDC00-\\uDFFF]";
const loneSurrogate = "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]";

const candidates = new RegExp(`(${emoji}|${emojiHalf})|(${bidiControl})|${invisible}|${loneSurrogate}`, "g");
const candidate = new RegExp(candidates.source);

/** Finds emoji, bidirectional controls and characters that nobody sees, save those which belong to a script's spelling. */
export function findCharacters(text: string, rules: SanitizerSettings): Cut[] {
  const cuts: Cut[] = [];
  let left = "";
  let position = 0;
  for (const match of allMatches(text, candidates)) {
    const [found, foundEmoji, foundBidi] = match;
    const { index } = match;
    if (index > position) left = codePointBefore(text, index);
    position = index + found.length;
    const kind = foundEmoji ? "emoji" : foundBidi ? "bidi-control" : "invisible";
    if (!rules[kind] || (kind === "invisible" && belongsToSpelling(found, left, visibleAt(text, position)))) {
      left = codePointBefore(text, position);
      continue;
    }
    const closesUp = kind !== "emoji" || found === "\u20E3";
    cuts.push({ kind, index, text: found, content: "", closesUp });
    if (!closesUp) left = "";
  }
  return cuts;
}

function codePointBefore(text: string, end: number): string {
  const code = text.codePointAt(Math.max(0, end - 2)) ?? 0;
  return code > 0xffff ? String.fromCodePoint(code) : text.charAt(end - 1);
}

/** The code point at a position; empty when it may be removed itself. */
function visibleAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  const character = code === undefined ? "" : String.fromCodePoint(code);
  return candidate.test(character) ? "" : character;
}
