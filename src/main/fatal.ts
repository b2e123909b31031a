import { app, dialog } from "electron";
import { reportOf, sentenceOf } from "../shared/errors.ts";
import { visibleText } from "../shared/visible-text.ts";

/** Shows why Quipdeck cannot start, in a sentence and never with a stack, and ends it. */
export function tellFatal(thrown: unknown): void {
  const sentence = visibleText(sentenceOf(reportOf(thrown)));
  process.stderr.write(`${sentence}\n`);
  dialog.showErrorBox("Quipdeck cannot start", sentence);
  app.exit(1);
}
