import type { RehearsalRequest } from "../../../../shared/scenario.ts";
import { expectedMessages } from "../../../../shared/traffic-stretches.ts";
import { formatNumber, plural } from "../../../words/format.ts";

/** What a message of a rehearsal takes on an ordinary machine, in a thread beside the bot. */
const messageMs = 0.05;
/** What-ifs that most rehearsals have. */
const usualWhatIfs = 4;

/** How much is to be played, and how long that takes: `About 500 messages in each of 40 runs; it takes about 1 s.` */
export function workInWords({ scenario, runs, whatIfs }: RehearsalRequest): string {
  const messages = Math.round(expectedMessages(scenario));
  const inRuns = runs === 1 ? "one run" : `each of ${formatNumber(runs)} runs`;
  const more = whatIfs ? ", and as many for each what-if" : "";
  const seconds = (messages * runs * (whatIfs ? 1 + usualWhatIfs : 1) * messageMs) / 1000;
  return `About ${plural(messages, "message")} in ${inRuns}${more}; it takes about ${roughly(seconds)}.`;
}

function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}
