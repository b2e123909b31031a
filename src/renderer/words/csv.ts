/** A cell of an exported table; null stays empty. */
export type CsvCell = string | number | null;

const beginsLikeFormula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const innerFormula = /[;\t\r\n][\s\p{C}]*(?=[=+\-@＝＋－＠])/gu;

/** Rows as RFC 4180 has them: CRLF after every line. Numbers are written plainly, with a point. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Spreadsheets run a text that begins like a formula; behind an apostrophe they leave it alone. Where one takes semicolons
 * or tabs for separators and knows no quotes, another cell begins within the text.
 */
function harmless(text: string): string {
  const withinQuotes = text.replaceAll(innerFormula, "$&'");
  return beginsLikeFormula.test(text) ? `'${withinQuotes}` : withinQuotes;
}
