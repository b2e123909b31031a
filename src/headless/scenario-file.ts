import { readFileSync, statSync } from "node:fs";
import { parseJson } from "../host/files.ts";
import { errorCodeOf } from "../shared/file-problem.ts";
import { type Scenario, scenarioSchema } from "../shared/scenario.ts";
import { describeIssues } from "../shared/settings.ts";
import { UsageError } from "./failure.ts";

/** No scenario that a person writes is larger. */
const maxBytes = 1024 * 1024;
const seeDocs = "docs/quota.md and resources/scenario.schema.json describe what it may hold.";

/** The scenario in a JSON file; throws a UsageError that says what is wrong with it. */
export function readScenario(file: string): Scenario {
  const json = parseJson(readText(file));
  if (json === undefined) throw new UsageError(`The scenario ${file} is not JSON.`, `Correct it; ${seeDocs}`);
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `The scenario ${file} is not possible: ${describeIssues(parsed.error)}.`,
    `Correct it; ${seeDocs}`,
  );
}

function readText(file: string): string {
  try {
    if (statSync(file).size > maxBytes) throw new UsageError(`The scenario ${file} is larger than 1 MiB.`, seeDocs);
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new UsageError(
      `The scenario ${file} cannot be read (${errorCodeOf(thrown)}).`,
      "Give the path of a JSON file.",
    );
  }
}
