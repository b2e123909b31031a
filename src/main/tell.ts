import { dialog } from "electron";
import { visibleText } from "../shared/visible-text.ts";

/** Says a sentence on stderr, which may be closed by now. */
export function say(sentence: string): void {
  // biome-ignore lint/suspicious/noConsole: unlike process.stderr, it does not crash the app where nobody listens any more.
  console.error(visibleText(sentence));
}

/** Tells the owner a sentence, in a dialog that stops nothing; resolves when it was read. */
export async function tellOwner(sentence: string): Promise<void> {
  say(sentence);
  await dialog.showMessageBox({ type: "error", message: "Quipdeck", detail: visibleText(sentence) });
}
