import { type EstimateInput, estimateInputSchema } from "../../shared/estimate.ts";
import type { TrafficProfile } from "../../shared/forecast.ts";
import { type OwnTraffic, ownTraffic } from "../../shared/own-traffic.ts";
import {
  type PlanPreset,
  planPresets,
  type TrafficPreset,
  trafficPresets,
  typicalOverheadCharacters,
} from "../../shared/quota-presets.ts";
import { type Limit, limitSchema } from "../../shared/settings.ts";
import { UsageError } from "../failure.ts";
import { type EstimateOptions, flagOf, numberInputs } from "./estimate-options.ts";

/** What an estimate on the command line goes by. */
export interface EstimateQuestion {
  input: EstimateInput;
  preset: TrafficPreset | null;
  /** Null where the limits are the caller's own. */
  plan: PlanPreset | null;
  /** Null unless the caller wants the bot's own traffic. */
  profile: TrafficProfile | null;
}

const storyPlan = "hf-free-2021";
const audience = ["members", "onlineShare", "regularShare"] as const;

/**
 * Joins the flags, the bot's own traffic (null: not wanted), the preset and the story's figures, the former winning.
 * Throws a UsageError that names the wrong flag.
 */
export function estimateQuestion(options: EstimateOptions, profile: TrafficProfile | null): EstimateQuestion {
  const preset = trafficPresets.find(({ id }) => id === options.preset) ?? null;
  const { plan, limits } = limitsFrom(options);
  const parsed = estimateInputSchema.safeParse({
    ...(plan && { overheadCharacters: plan.overheadCharacters ?? typicalOverheadCharacters }),
    ...preset?.estimate,
    ...(profile && fromLog(profile, options)),
    ...Object.fromEntries(numberInputs.flatMap((name) => (name in options ? [[name, options[name]]] : []))),
    limits,
  });
  if (parsed.success) return { input: parsed.data, preset, plan, profile };
  const issues = parsed.error.issues.map(({ path, message }) => `${flagOf(nameOf(path))}: ${message}`);
  throw notPossible(issues.join("; "));
}

/** The log does not know of how many members its askers are a share: whoever says that answers the whole audience. */
function fromLog(profile: TrafficProfile, options: EstimateOptions): Partial<OwnTraffic> {
  const traffic: Partial<OwnTraffic> = ownTraffic(profile);
  if (audience.some((name) => options[name] !== undefined)) for (const name of audience) delete traffic[name];
  return traffic;
}

function limitsFrom(options: EstimateOptions): { plan: PlanPreset | null; limits: Limit[] } {
  const plan = planPresets.find(({ id }) => id === (options.plan ?? storyPlan)) ?? null;
  const characters = [characterLimit(options, "hour"), characterLimit(options, "month")].filter((one) => one !== null);
  const replaced = new Set(characters.map(({ window }) => window));
  const others = (options.limit ?? plan?.limits ?? []).filter(
    ({ window, unit }) => unit !== "characters" || !replaced.has(window),
  );
  const isOwn = options.limit !== undefined || characters.length > 0;
  return { plan: isOwn ? null : plan, limits: [...others, ...characters] };
}

/** The limit of `--hourly-characters` or `--monthly-characters`; null where that is not given. */
function characterLimit(options: EstimateOptions, window: "hour" | "month"): Limit | null {
  const name = window === "hour" ? "hourlyCharacters" : "monthlyCharacters";
  if (options[name] === undefined) return null;
  const parsed = limitSchema.safeParse({ window, unit: "characters", amount: options[name] });
  if (parsed.success) return parsed.data;
  throw notPossible(`${flagOf(name)}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`);
}

/** Limits are judged one by one before, so what is wrong with all of them is said of the flag. */
function nameOf([name]: readonly PropertyKey[]): string {
  return name === "limits" ? "limit" : String(name);
}

function notPossible(issues: string): UsageError {
  return new UsageError(`Not a possible estimate: ${issues}.`, "Correct it and try again.");
}
