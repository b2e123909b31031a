import { searchTerms } from "../../shared/search-terms.ts";

/** Where something that was searched for stands in a text: from `start` to before `end`, in UTF-16 units. */
export interface FoundRange {
  start: number;
  end: number;
}

const wordBreaks = /[^\p{L}\p{M}\p{N}\p{Co}]+/u;
const mark = /\p{M}/u;
const wordPart = /[\p{L}\p{M}\p{N}\p{Co}]/u;

/** Finds what the log's full-text search has found, by the same rules: words by their beginning, signs as they stand. */
export function findTerms(text: string, search: string): FoundRange[] {
  const { indexed, literal } = searchTerms(search);
  const words = indexed.flatMap((term) => term.split(wordBreaks)).filter((word) => word !== "");
  if (words.length + literal.length === 0) return [];
  const folded = fold(text);
  const found = [
    ...words.flatMap((word) => occurrences(folded, fold(word).text, true)),
    ...literal.flatMap((term) => occurrences(folded, fold(term).text, false)),
  ];
  return joined(found);
}

/** A text without case and accents; `places` names for each of its units where that stood in the original. */
interface Folded {
  text: string;
  places: number[];
}

function fold(text: string): Folded {
  const places: number[] = [];
  let folded = "";
  let position = 0;
  for (const character of text) {
    for (const part of character.normalize("NFD").toLowerCase()) {
      if (mark.test(part)) continue;
      folded += part;
      for (let unit = 0; unit < part.length; unit += 1) places.push(position);
    }
    position += character.length;
  }
  places.push(position);
  return { text: folded, places };
}

function occurrences({ text, places }: Folded, term: string, atWordStart: boolean): FoundRange[] {
  const found: FoundRange[] = [];
  if (term === "") return found;
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + term.length)) {
    if (atWordStart && wordPart.test(characterBefore(text, at))) continue;
    found.push({ start: places[at] ?? 0, end: places[at + term.length] ?? 0 });
  }
  return found;
}

function characterBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
}

/** In order, with those that overlap made one. */
function joined(ranges: FoundRange[]): FoundRange[] {
  const result: FoundRange[] = [];
  for (const range of ranges.sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}
