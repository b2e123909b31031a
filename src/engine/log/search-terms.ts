/** What a search asks of a message. */
interface SearchTerms {
  /** An expression for FTS5; null where no term has words that its index knows. */
  words: string | null;
  /** Patterns for LIKE, with `\` as escape character, each of which must be somewhere in the message. */
  patterns: string[];
}

/** Scripts that put no space between words: the index holds whole runs of them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const wordCharacter = /[\p{L}\p{N}]/u;
const notOfAWord = /[^\p{L}\p{M}\p{N}]/u;

/**
 * Turns what a person typed into a search that no input can break: every term must be there, words by their beginning.
 * Terms that the word index cannot hold, such as emoji or `c++`, are looked for as they stand.
 */
export function parseSearch(search: string): SearchTerms {
  const terms = search
    .toWellFormed()
    .split(/[\s\p{C}]+/u)
    .filter((term) => term !== "");
  const indexed = terms.filter((term) => wordCharacter.test(term) && !unspaced.test(term));
  const literal = terms.filter((term) => notOfAWord.test(term) || unspaced.test(term));
  return {
    words: indexed.length === 0 ? null : indexed.map((term) => `"${term.replaceAll('"', '""')}"*`).join(" "),
    patterns: literal.map((term) => `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`),
  };
}
