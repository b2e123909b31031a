import { estimate } from "../../engine/quota/estimate.ts";
import { estimateInputSchema } from "../../shared/estimate.ts";
import { UsageError } from "../failure.ts";
import { printJsonLine, printLine } from "../output.ts";
import { flagOf } from "./estimate-options.ts";

/** Prints the estimate; needs neither engine nor database. Rejects with a UsageError that names what is allowed. */
export async function estimateQuota({ json, ...input }: { json?: boolean } & Record<string, unknown>): Promise<void> {
  const parsed = estimateInputSchema.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${flagOf(path.join("."))}: ${message}`);
    throw new UsageError(`Not a possible estimate: ${issues.join("; ")}.`, "Correct it and try again.");
  }
  const result = estimate(parsed.data);
  if (json) return printJsonLine(result);
  await printLine(`An hour:  ${result.queriesPerHour} of ${result.hourlyCapacity} messages: ${result.hourlyVerdict}`);
  await printLine(
    `A month:  ${result.queriesPerMonth} of ${result.monthlyCapacity} messages: ${result.monthlyVerdict}`,
  );
  await printLine(`Keys needed: ${result.keysNeeded}`);
  await printLine(result.sentence);
}
