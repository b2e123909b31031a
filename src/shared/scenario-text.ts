import { issuesInWords } from "./issue-words.ts";
import { type Scenario, scenarioSchema } from "./scenario.ts";

/** No scenario that a person writes is larger; a video that was picked by mistake is not read. */
export const maxScenarioBytes = 1024 * 1024;

/** A scenario, or what is wrong with the text that should hold it: words that follow its name. */
export type ReadScenario = { scenario: Scenario } | { problem: string };

/** The scenario in a file's text. */
export function readScenarioText(text: string): ReadScenario {
  const json = parsedJson(text.replace(/^\uFEFF/, ""));
  if (json === undefined) return { problem: "is not JSON" };
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return { scenario: parsed.data };
  return { problem: `is no possible scenario: ${issuesInWords(parsed.error, "it")}` };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
