import { readFileSync, statSync } from "node:fs";
import { errorCodeOf } from "../shared/file-problem.ts";
import type { Scenario } from "../shared/scenario.ts";
import { maxScenarioBytes, readScenarioText } from "../shared/scenario-text.ts";
import { UsageError } from "./failure.ts";

const seeDocs = "docs/quota.md and resources/scenario.schema.json describe what it may hold.";

/** The scenario in a JSON file; throws a UsageError that says what is wrong with it. */
export function readScenario(file: string): Scenario {
  const found = readScenarioText(readText(file));
  if ("scenario" in found) return found.scenario;
  throw new UsageError(`The scenario ${file} ${found.problem}.`, `Correct it; ${seeDocs}`);
}

function readText(file: string): string {
  try {
    if (statSync(file).size > maxScenarioBytes) {
      throw new UsageError(`The scenario ${file} is larger than 1 MiB.`, seeDocs);
    }
    return readFileSync(file, "utf8");
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new UsageError(
      `The scenario ${file} cannot be read (${errorCodeOf(thrown)}).`,
      "Give the path of a JSON file.",
    );
  }
}
