/** What makes a good end of a part, best first; each is looked for in the later half of the room. */
const goodEnds = [/\n\s*\n/g, /\n/g, /[.!?…]["'”’»)\]*_~]*\s|[。！？]/g];
/** Where a word ends; a space that carries a combining mark is no end. */
const wordEnd = /\s+(?!\p{M}|\u200C|\u200D|\p{EMod})/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const fenceMark = "```";
const fenceOpening = /^```(?:[\w+.#-]{0,20}\n)?/;
const fenceClosing = "\n```";
/** Tells that there was more; after a code block it stands on a line of its own. */
const cutMark = "…";
const cutMarkLength = 2;
/** The longest opening, beside which a part must still have room for words. */
const openingLength = 24;
const minPartLength = 64;

/** Where a part ends, and how the code block that is open there was opened; empty outside of code. */
interface Cut {
  end: number;
  opening: string;
}

/**
 * Parts of at most `maxLength` UTF-16 units (64 at least), none of them empty, cut where a reader would pause: after
 * a paragraph, a line, a sentence, a word, and within a word only between graphemes. Only white space is lost where parts
 * meet. A code fence that is open there is closed, and reopened in the next part with its language. Text beyond `maxParts`
 * parts is left out; the last one then ends with "…".
 */
export function splitText(text: string, maxLength: number, maxParts = Number.POSITIVE_INFINITY): string[] {
  if (maxLength < minPartLength) throw new RangeError(`maxLength must be at least ${minPartLength}, not ${maxLength}`);
  const whole = text.replace(/\r\n?/g, "\n").trim();
  const parts: string[] = [];
  let position = 0;
  let opening = "";
  while (whole.length - position > maxLength - opening.length) {
    const reserved = fenceClosing.length + (parts.length === maxParts - 1 ? cutMarkLength : 0);
    const limit = position + maxLength - opening.length - reserved;
    const cut = beforeHalfFence(whole, position, endOfPart(whole, position, limit), opening);
    const body = whole.slice(position, cut.end).trimEnd();
    if (body !== "" && body !== cut.opening.trimEnd()) {
      parts.push(opening + body + (cut.opening === "" ? "" : fenceClosing));
    }
    ({ position, opening } = nextStart(whole, cut));
    if (parts.length === maxParts && position < whole.length) return withCutMark(parts);
  }
  const last = whole.slice(position);
  if (last !== "") parts.push(opening + last);
  return parts;
}

function withCutMark(parts: readonly string[]): string[] {
  const last = parts.at(-1) ?? "";
  return [...parts.slice(0, -1), last + (last.endsWith(fenceClosing) ? "\n" : "") + cutMark];
}

/** The best end in (position, limit]. */
function endOfPart(text: string, position: number, limit: number): number {
  const room = limit - position;
  const window = text.slice(position, limit + 1);
  for (const goodEnd of goodEnds) {
    const end = lastEnd(window, goodEnd);
    if (end >= room / 2 && end <= room) return position + end;
  }
  const end = lastEnd(window, wordEnd);
  if (end > 0) return position + end;
  const near = graphemes.segment(text.slice(position, limit + minPartLength)).containing(room)?.index ?? 0;
  return position + (near > 0 ? near : withoutHalfPair(text, limit) - position);
}

/** Where the last match's text ends, its trailing white space left aside; -1 where nothing matches. */
function lastEnd(window: string, pattern: RegExp): number {
  const last = [...window.matchAll(pattern)].at(-1);
  return last === undefined ? -1 : last.index + last[0].trimEnd().length;
}

function withoutHalfPair(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

/** Follows the fences up to `end`; ends the part earlier where it would cut a fence, or open one with nothing in it. */
function beforeHalfFence(text: string, position: number, end: number, openAtStart: string): Cut {
  const window = text.slice(position, end + openingLength);
  const room = end - position;
  let opening = openAtStart;
  let at = window.indexOf(fenceMark);
  while (at !== -1 && at < room) {
    const mark =
      opening === "" ? (fenceOpening.exec(window.slice(at, at + openingLength))?.[0] ?? fenceMark) : fenceMark;
    const isCut = at + mark.length > room;
    const isBlank = opening === "" && window.slice(at + mark.length, room).trim() === "";
    if ((isCut || isBlank) && window.slice(0, at).trim() !== "") return { end: position + at, opening };
    opening = opening === "" ? `${mark.trimEnd()}\n` : "";
    at = window.indexOf(fenceMark, at + mark.length);
  }
  return { end, opening };
}

/** Passes over the white space between two parts, and over a fence that would close an empty block. */
function nextStart(text: string, { end, opening }: Cut): { position: number; opening: string } {
  let position = end;
  while (position < text.length && /\s/.test(text.charAt(position))) position++;
  if (opening === "") return { position, opening };
  if (text.startsWith(fenceMark, position)) return nextStart(text, { end: position + fenceMark.length, opening: "" });
  // Within code, the indentation of the next line stays.
  const lineStart = text.lastIndexOf("\n", position - 1) + 1;
  return { position: Math.max(end, lineStart), opening };
}
