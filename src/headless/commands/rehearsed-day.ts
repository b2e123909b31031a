import { ownKeys, ownScenario } from "../../shared/own-traffic.ts";
import { countingWith, planPresets, planWith, trafficPresets } from "../../shared/quota-presets.ts";
import type { ScenarioInput } from "../../shared/scenario.ts";
import { UsageError } from "../failure.ts";
import { readScenario } from "../scenario-file.ts";
import { trafficFromLog } from "../traffic-from-log.ts";
import type { RehearseOptions } from "./rehearse-options.ts";

/** The day that the flags ask for. Rejects with a UsageError where they name several, or with that of its source. */
export async function chosenScenario(options: RehearseOptions): Promise<ScenarioInput> {
  const plan = planPresets.find(({ id }) => id === options.plan);
  const day = await chosenTraffic(options);
  if (plan === undefined) return day;
  const { limits = [], overheadCharacters = null } = day;
  return {
    ...day,
    limits: plan.limits,
    overheadCharacters: countingWith(plan, planWith(limits), overheadCharacters),
  };
}

async function chosenTraffic({ scenario: file, preset, fromLog }: RehearseOptions): Promise<ScenarioInput> {
  if ([file !== undefined, preset !== undefined, fromLog].filter(Boolean).length > 1) {
    const message = "--scenario, --preset and --from-log name different days, but one can be played.";
    throw new UsageError(message, "Give one of them.");
  }
  if (file !== undefined) return readScenario(file);
  if (fromLog) {
    const { profile, keys } = await trafficFromLog();
    return { ...ownScenario(profile), ...ownKeys(keys) };
  }
  return trafficPresets.find(({ id }) => id === preset)?.scenario ?? {};
}
