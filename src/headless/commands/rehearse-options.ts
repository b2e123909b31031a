import { type Command, InvalidArgumentError, Option } from "commander";
import { planPresets, trafficPresets } from "../../shared/quota-presets.ts";
import { rehearsalRequestSchema } from "../../shared/scenario.ts";

export interface RehearseOptions {
  json?: boolean;
  scenario?: string;
  preset?: string;
  plan?: string;
  fromLog?: boolean;
  runs: number;
  seed: number;
  whatIfs: boolean;
  story?: boolean;
}

const { runs, seed } = rehearsalRequestSchema.parse({});

/** The flags of `rehearse`. */
export function addRehearseOptions(command: Command): Command {
  const idsOf = (presets: readonly { id: string }[]) => presets.map(({ id }) => id);
  return command
    .option("--json", "print the whole result as JSON")
    .option("--scenario <file>", "the day to play, a JSON file; see resources/scenario.schema.json")
    .addOption(new Option("--preset <id>", "a day that comes with Quipdeck").choices(idsOf(trafficPresets)))
    .addOption(
      new Option("--plan <id>", "limits of a known plan in place of the scenario's").choices(idsOf(planPresets)),
    )
    .option("--from-log", "a day as the bot's own log knows it, on the owner's own keys")
    .option("--runs <number>", "how often it is played, each time with other chance", wholeNumber, runs)
    .option("--seed <number>", "the same seed gives the same result", wholeNumber, seed)
    .option("--no-what-ifs", "leave out what one change each would make of it")
    .addOption(
      new Option(
        "--story",
        "the day that Quipdeck was made for: as it was, as it was mended, and with Quipdeck",
      ).conflicts(["scenario", "preset", "plan", "fromLog"]),
    );
}

function wholeNumber(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}
