import { type BrowserWindow, dialog } from "electron";
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

interface Question {
  message: string;
  detail: string;
  yes: string;
  /** Chosen where the owner merely presses Enter or Escape. */
  no: string;
}

/** Asks the owner for a decision, in front of `window` where it can be seen; resolves to whether it was yes. */
export async function askOwner(window: BrowserWindow | null, { message, detail, yes, no }: Question): Promise<boolean> {
  const question = { type: "question" as const, message, detail, buttons: [yes, no], defaultId: 1, cancelId: 1 };
  const { response } = window?.isVisible()
    ? await dialog.showMessageBox(window, question)
    : await dialog.showMessageBox(question);
  return response === 0;
}
