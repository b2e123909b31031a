import { estimate } from "../../engine/quota/estimate.ts";
import { printJson, printLine } from "../output.ts";
import { trafficFromLog } from "../traffic-from-log.ts";
import { estimateQuestion } from "./estimate-input.ts";
import type { EstimateOptions } from "./estimate-options.ts";
import { estimateLines } from "./estimate-words.ts";

/**
 * Prints the estimate; opens the engine only where the bot's own traffic is wanted. Rejects with a UsageError that names
 * what is allowed, or with a QuipdeckError where the log holds too little.
 */
export async function estimateQuota(options: EstimateOptions): Promise<void> {
  // Wrong flags are told before anything is opened.
  const asked = estimateQuestion(options, null);
  const question = options.fromLog ? estimateQuestion(options, (await trafficFromLog()).profile) : asked;
  const result = estimate(question.input);
  if (options.json) return printJson(result);
  for (const line of estimateLines(question, result)) await printLine(line);
}
