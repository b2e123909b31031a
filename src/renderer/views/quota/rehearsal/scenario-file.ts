import type { Scenario } from "../../../../shared/scenario.ts";
import { maxScenarioBytes, readScenarioText } from "../../../../shared/scenario-text.ts";
import { asSentence } from "../../../words/issue-at.ts";

/** The scenario in a file that somebody chose, or what is wrong with the file, as a sentence. */
export async function readScenarioFile(file: File): Promise<{ scenario: Scenario } | { problem: string }> {
  if (file.size > maxScenarioBytes) {
    return { problem: `${file.name} is too large for a scenario: choose a JSON file of one.` };
  }
  const text = await file.text().catch(() => null);
  if (text === null) {
    return {
      problem: `The browser could not read ${file.name}. Choose a file, not a folder, and one that you may read.`,
    };
  }
  const found = readScenarioText(text);
  if ("scenario" in found) return found;
  return { problem: `${asSentence(`${file.name} ${found.problem}`)} "Save as a file" shows how one is written.` };
}

export function scenarioText(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

/** A file's name from the scenario's own: `the-story-s-day.scenario.json`. */
export function scenarioFileName({ name }: Scenario): string {
  const plain = name.toLowerCase().replaceAll(/(?:[^\p{Letter}\p{Number}]|\p{Default_Ignorable_Code_Point})+/gu, "-");
  return `${plain.replaceAll(/^-|-$/g, "") || "quipdeck"}.scenario.json`;
}
