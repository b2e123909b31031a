import type { CheckProgress, CheckResult } from "../../shared/models.ts";
import { waitedForSentence } from "../../shared/waited-for.ts";
import { readEnvironment } from "../environment.ts";
import { endAtOnce, exitCodes } from "../failure.ts";
import { ask, withEngine } from "../open-engine.ts";
import { endProgress, oneLine, printJson, printLine, tellProgress } from "../output.ts";
import { endSignal } from "../signals.ts";

const marks: Record<CheckResult["verdict"], string> = {
  fine: "ok  ",
  warning: "warn",
  broken: "FAIL",
  skipped: "skip",
};

/** The doctor: a line for each thing it looked at; the exit code is 1 where something is broken. */
export async function check({ json }: { json?: boolean }): Promise<void> {
  const signal = endSignal();
  const results = await withEngine(readEnvironment(), (engine) =>
    ask(engine, "doctor/check", undefined, { signal, onProgress }).finally(endProgress),
  ).catch((thrown: unknown) => {
    // discord.js may be waiting out a limit, which would keep the process.
    if (signal.aborted) endAtOnce(thrown);
    throw thrown;
  });
  for (const result of results) {
    if (json) await printJson(result);
    else
      await printLine(`${marks[result.verdict]}  ${oneLine(`${result.name}: ${result.text} ${result.mend}`).trim()}`);
  }
  if (results.some(({ verdict }) => verdict === "broken")) process.exitCode = exitCodes.failed;
}

function onProgress({ waitingFor, looks }: CheckProgress): void {
  tellProgress(`Checking … ${looks - waitingFor.length} of ${looks} done. ${waitedForSentence(waitingFor)}`);
}
