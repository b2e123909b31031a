import type { CheckResult } from "../shared/models.ts";

/** A look that found nothing to mend. */
export function fine(name: string, text: string): CheckResult {
  return { name, verdict: "fine", text, mend: "" };
}
