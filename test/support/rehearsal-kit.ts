import { readFileSync } from "node:fs";
import { rehearse } from "../../src/engine/quota/rehearsal/rehearse.ts";
import { type RehearsedBot, runOnce } from "../../src/engine/quota/rehearsal/run.ts";
import type { Tally } from "../../src/engine/quota/rehearsal/tally.ts";
import { personaSchema } from "../../src/shared/persona.ts";
import type { RehearsalResult } from "../../src/shared/rehearsal.ts";
import { rehearsalRequestSchema, type ScenarioInput, scenarioSchema } from "../../src/shared/scenario.ts";
import { defaultSettings } from "../../src/shared/settings.ts";

/** The bot as it comes: default settings, and the first persona. */
export const rehearsedBot: RehearsedBot = {
  settings: defaultSettings(),
  persona: personaSchema.parse(
    JSON.parse(readFileSync(new URL("../../resources/personas/marlow.json", import.meta.url), "utf8")),
  ),
};

/** Every promise that can go on has done so before the event loop comes round again. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One run of a scenario; what is not named is the story's. */
export function run(scenario: ScenarioInput, seed = 1): Promise<Tally> {
  return runOnce(scenarioSchema.parse(scenario), rehearsedBot, seed, { settle });
}

/** A few runs without what-ifs, unless they are asked for. */
export function rehearseScenario(
  scenario: ScenarioInput,
  change: { runs?: number; seed?: number; whatIfs?: boolean } = {},
): Promise<RehearsalResult> {
  const request = rehearsalRequestSchema.parse({ scenario, runs: 10, whatIfs: false, ...change });
  return rehearse({ request, bot: rehearsedBot }, settle);
}
