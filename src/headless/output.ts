import { once } from "node:events";

/** Writes a line to stdout and waits while the reader is slower. */
export async function printLine(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
}

/** One JSON value on one line. C1 controls are escaped, so that a stranger's text cannot steer the terminal. */
export function printJsonLine(value: unknown): Promise<void> {
  return printLine(JSON.stringify(value).replaceAll(/[\u007f-\u009f]/g, escapeUnit));
}

/** A stranger's text as it may be shown on a terminal: on one line, without control characters. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/\p{Cc}/gu, "");
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

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
