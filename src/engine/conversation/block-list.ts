/** The owner's words and patterns that neither a question nor an answer may hold. */
export interface BlockList {
  /** The first entry that the text holds; null where it holds none. */
  find(text: string): string | null;
}

/** What stands between two stars of an entry; the first begins the word, the last ends it. */
type Pieces = readonly string[];

interface Phrase {
  entry: string;
  /** One for each word. */
  words: readonly Pieces[];
}

const words = /[\p{L}\p{N}]+/gu;
const wordsOfEntry = /[\p{L}\p{N}*]+/gu;
/** Scripts that write no spaces between words: there an entry is looked for anywhere. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Compiles entries: whole words, or phrases of several, in any case and with or without accents; `*` stands for any
 * letters and digits within a word. No expressions: an entry is compared from left to right without ever going back, so
 * that no text of a stranger can hold up the bot.
 */
export function createBlockList(entries: readonly string[]): BlockList {
  const plain = new Map<string, string>();
  const phrases: Phrase[] = [];
  for (const entry of entries) {
    const found = fold(entry).match(wordsOfEntry) ?? [];
    const [only = ""] = found;
    if (found.length === 1 && !only.includes("*") && !spaceless.test(only)) plain.set(only, entry);
    else if (found.length > 0) phrases.push({ entry, words: found.map(piecesOf) });
  }
  return {
    find(text) {
      if (entries.length === 0) return null;
      const said = fold(text).match(words) ?? [];
      const word = said.find((candidate) => plain.has(candidate));
      if (word !== undefined) return plain.get(word) ?? null;
      return phrases.find((phrase) => said.some((_, place) => holds(said, place, phrase)))?.entry ?? null;
    },
  };
}

/** The block list of the settings, compiled once for each change of them. */
export function followBlockList(entries: () => readonly string[]): BlockList {
  let compiledOf: readonly string[] = [];
  let list = createBlockList(compiledOf);
  return {
    find(text) {
      if (entries() !== compiledOf) {
        compiledOf = entries();
        list = createBlockList(compiledOf);
      }
      return list.find(text);
    },
  };
}

/** Small letters without accents, in their plainest form, without what nobody sees. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
}

function piecesOf(word: string): Pieces {
  return (spaceless.test(word) ? `*${word}*` : word).split("*");
}

function holds(said: readonly string[], place: number, phrase: Phrase): boolean {
  return phrase.words.every((pieces, index) => matches(said[place + index], pieces));
}

function matches(word: string | undefined, pieces: Pieces): boolean {
  if (word === undefined) return false;
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return word === first;
  if (!word.startsWith(first)) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = word.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return word.length - last.length >= position && word.endsWith(last);
}
