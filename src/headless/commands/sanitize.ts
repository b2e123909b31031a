import { sanitize } from "../../engine/conversation/sanitizer.ts";
import { noNames } from "../../engine/conversation/turn.ts";
import { peekAtSettings, readEnvironment } from "../environment.ts";
import { inputLines } from "../input-lines.ts";
import { printJson, printLine, tell, writeLine } from "../output.ts";

/** All that some program takes for the end of a line. */
const lineBreaks = /[\n\v\f\r\u0085\u2028\u2029]+/g;

/** Sanitizes stdin line by line with the owner's rules; as many lines come out as went in. */
export async function sanitizeLines({ json }: { json?: boolean }): Promise<void> {
  const { settings, flaw } = peekAtSettings(readEnvironment().dataFolder);
  if (flaw !== null) tell(`settings.json ${flaw}: all rules are on.`);
  const print = process.stdout.isTTY ? printLine : writeLine;
  for await (const line of inputLines(process.stdin)) {
    const { input, output, removed } = sanitize(line, { names: noNames, rules: settings.sanitizer });
    if (json)
      await printJson({ input, output, removed: removed.map(({ kind, text, index }) => ({ kind, text, index })) });
    else await print(output.replaceAll(lineBreaks, " "));
  }
}
