import { QuipdeckError } from "../../../shared/errors.ts";
import type { RehearsalRequest } from "../../../shared/scenario.ts";
import type { Settings } from "../../../shared/settings.ts";
import { expectedMessages } from "../../../shared/traffic-stretches.ts";
import { variantsOf } from "./what-ifs.ts";

/** Messages of all runs together, what-ifs included: a quarter of an hour's work. */
const maxMessages = 20_000_000;
/** Bands of a result, some 40 bytes each: it stays below a megabyte. */
const maxBands = 24_000;
/** Counts by run, hour and key, which are kept until the bands are drawn from them. */
const maxCounts = 10_000_000;
/** Bands of each hour beside those of the keys. */
const bandsOfAnHour = 3;

/** Throws a QuipdeckError for a request that would take longer, or come to more, than anybody waits for. */
export function assertRehearsable({ scenario, runs, whatIfs }: RehearsalRequest, settings: Settings): void {
  const messages = expectedMessages(scenario) * runs * (whatIfs ? 1 + variantsOf(scenario, settings).length : 1);
  if (messages > maxMessages) {
    const message = `This rehearsal would take ${inWords(messages)} messages in all its runs; at most ${inWords(maxMessages)} can be played.`;
    throw refusal(message, "Take fewer runs, days, members or lines, or leave the what-ifs out.");
  }
  const bands = 24 * scenario.days * (scenario.keys + bandsOfAnHour);
  if (bands > maxBands) {
    const { keys, days } = scenario;
    throw refusal(`${keys} keys over ${days} days are more than a result can hold.`, "Take fewer days or keys.");
  }
  if (bands * runs > maxCounts) {
    const most = Math.floor(maxCounts / bands);
    throw refusal(`So many keys and days can be played at most ${most} times.`, "Take fewer runs, days or keys.");
  }
}

function refusal(message: string, mend: string): QuipdeckError {
  return new QuipdeckError("invalid-input", message, mend);
}

function inWords(count: number): string {
  return Math.round(count).toLocaleString("en");
}
