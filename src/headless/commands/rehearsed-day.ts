import { ownKeys, ownScenario } from "../../shared/own-traffic.ts";
import { planPresets, trafficPresets } from "../../shared/quota-presets.ts";
import type { ScenarioInput } from "../../shared/scenario.ts";
import type { Settings } from "../../shared/settings.ts";
import { UsageError } from "../failure.ts";
import { profileFromLog } from "../profile-from-log.ts";
import { readScenario } from "../scenario-file.ts";
import type { RehearseOptions } from "./rehearse-options.ts";

/** The day that the flags ask for. Rejects with a UsageError where they name several, or with that of its source. */
export async function chosenScenario(options: RehearseOptions, settings: Settings): Promise<ScenarioInput> {
  const plan = planPresets.find(({ id }) => id === options.plan);
  return {
    ...(await chosenTraffic(options, settings)),
    ...(plan && { limits: plan.limits }),
    // A plan whose figures count in another way than the bot sends says so.
    ...(plan?.overheadCharacters !== undefined && { overheadCharacters: plan.overheadCharacters }),
  };
}

async function chosenTraffic(
  { scenario: file, preset, fromLog }: RehearseOptions,
  { keys }: Settings,
): Promise<ScenarioInput> {
  if ([file !== undefined, preset !== undefined, fromLog].filter(Boolean).length > 1) {
    const message = "--scenario, --preset and --from-log name different days, but one can be played.";
    throw new UsageError(message, "Give one of them.");
  }
  if (file !== undefined) return readScenario(file);
  if (fromLog) return { ...ownScenario(await profileFromLog()), ...ownKeys(keys) };
  return trafficPresets.find(({ id }) => id === preset)?.scenario ?? {};
}
