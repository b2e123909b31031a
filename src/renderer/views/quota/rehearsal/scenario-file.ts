import { type Scenario, scenarioSchema } from "../../../../shared/scenario.ts";
import { describeIssues } from "../../../../shared/settings.ts";
import { asSentence } from "../../../words/issue-at.ts";

/** Far more than any scenario needs; a video that was picked by mistake is not read. */
const maxBytes = 1_000_000;

export type ReadScenario = { scenario: Scenario } | { problem: string };

/** The scenario in a file that somebody chose, or what is wrong with the file. */
export async function readScenarioFile(file: File): Promise<ReadScenario> {
  if (file.size > maxBytes) return { problem: `${file.name} is too large for a scenario: choose a JSON file of one.` };
  return readScenario(await file.text());
}

export function readScenario(text: string): ReadScenario {
  const json = parsedJson(text);
  if (json === undefined) return { problem: 'The file is no JSON; "Save as a file" shows how one is written.' };
  const parsed = scenarioSchema.safeParse(json);
  if (!parsed.success) return { problem: asSentence(`The file is no scenario: ${describeIssues(parsed.error)}`) };
  return { scenario: parsed.data };
}

export function scenarioText(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

/** A file's name from the scenario's own: `the-story-s-day.scenario.json`. */
export function scenarioFileName({ name }: Scenario): string {
  const plain = name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-");
  return `${plain.replaceAll(/^-|-$/g, "") || "quipdeck"}.scenario.json`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
