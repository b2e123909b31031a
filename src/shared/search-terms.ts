export interface SearchTerms {
  /** Terms that the word index knows: found where a word begins like this, whatever its case and accents. */
  indexed: string[];
  /** Terms that are to be somewhere in the text as they stand: signs, emoji, scripts without spaces. */
  literal: string[];
}

/** Scripts that put no space between words: the index holds whole runs of them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const wordCharacter = /[\p{L}\p{N}]/u;
const notOfAWord = /[^\p{L}\p{M}\p{N}]/u;

/** What a person typed, as terms each of which must be in a message; a term such as `c++` may be of both kinds. */
export function searchTerms(search: string): SearchTerms {
  const terms = search
    .toWellFormed()
    .split(/[\s\p{C}]+/u)
    .filter((term) => term !== "");
  return {
    indexed: terms.filter((term) => wordCharacter.test(term) && !unspaced.test(term)),
    literal: terms.filter((term) => notOfAWord.test(term) || unspaced.test(term)),
  };
}
