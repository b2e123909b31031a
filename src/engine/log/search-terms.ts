import { searchTerms } from "../../shared/search-terms.ts";

/** What a search asks of the database. */
interface SearchConditions {
  /** An expression for FTS5; null where no term has words that its index knows. */
  words: string | null;
  /** Patterns for LIKE, with `\` as escape character, each of which must be somewhere in the message. */
  patterns: string[];
}

/** Turns what a person typed into a search that no input can break. */
export function parseSearch(search: string): SearchConditions {
  const { indexed, literal } = searchTerms(search);
  return {
    words: indexed.length === 0 ? null : indexed.map((term) => `"${term.replaceAll('"', '""')}"*`).join(" "),
    patterns: literal.map((term) => `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`),
  };
}
