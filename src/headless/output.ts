import { once } from "node:events";
import { visibleJson, visibleText } from "../shared/visible-text.ts";

/** Writes a line to stdout, nothing hidden in it, so that no stranger's text can steer the terminal; waits while the reader is slower. */
export function printLine(text: string): Promise<void> {
  return writeLine(visibleText(text));
}

/** The same word for word, for what another program reads. */
export async function writeLine(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
}

/** One JSON value, on one line unless it is indented. */
export function printJson(value: unknown, indent?: number): Promise<void> {
  return printLine(visibleJson(value, indent));
}

/** Tells the person something on stderr, nothing hidden in it. */
export function tell(text: string): void {
  endProgress();
  console.error(visibleText(text));
}

/** Goes to the beginning of the terminal's line, and empties it. */
const emptiedLine = "\r\u001b[K";
let hasProgressLine = false;

/** How far something has come, on a line of the terminal that is written over each time; a file or a pipe is told nothing. */
export function tellProgress(text: string): void {
  if (!process.stderr.isTTY) return;
  // A terminal that does not tell its width says that it has none.
  const width = process.stderr.columns || 80;
  process.stderr.write(`${emptiedLine}${visibleText(text).slice(0, width - 1)}`);
  hasProgressLine = true;
}

/** Takes that line away, if it stands. */
export function endProgress(): void {
  if (hasProgressLine) process.stderr.write(emptiedLine);
  hasProgressLine = false;
}

/** What may hold a stranger's line ends, on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** Wide enough for the labels before the lines of an answer. */
export const labelWidth = 9;

export function labelled(label: string, text: string): string {
  return `${label.padEnd(labelWidth)}${text}`;
}

/** Ends the program quietly once nobody reads its output any more, as with `| head`. */
export function endWhenUnread(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}
