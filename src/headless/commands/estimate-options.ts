import { type Command, InvalidArgumentError, Option } from "commander";
import { type EstimateInput, estimateInputSchema } from "../../shared/estimate.ts";
import { planPresets, trafficPresets, typicalOverheadCharacters } from "../../shared/quota-presets.ts";
import { type Limit, limitSchema, limitUnits, limitWindows } from "../../shared/settings.ts";

type NumberInput = Exclude<keyof EstimateInput, "limits">;

/** What was given on the command line; what was not is absent, so that a preset or the log may answer it. */
export interface EstimateOptions extends Partial<Record<NumberInput, number>> {
  json?: boolean;
  preset?: string;
  plan?: string;
  fromLog?: boolean;
  limit?: Limit[];
  hourlyCharacters?: number;
  monthlyCharacters?: number;
}

const descriptions: Record<NumberInput, string> = {
  members: "members of the server",
  onlineShare: "share of them who are online on a day, 0 to 1",
  regularShare: "share of those who talk to the bot on a day, 0 to 1",
  lines: "lines each of them writes to it on a day",
  windowHours: "hours of the day over which those lines spread",
  days: "days of the month on which that happens",
  wordsPerMessage: "words in a message",
  charactersPerWord: "characters in a word, with its space",
  overheadCharacters: "characters that go along with each message: persona, memory and answer",
  charactersPerToken: "characters in a token, for limits in tokens",
  keys: "keys in the ring",
};

export const numberInputs = Object.keys(descriptions) as NumberInput[];

/** A flag for each input of the estimate, such as `--regular-share`, and those that answer several at once. */
export function addEstimateOptions(command: Command): Command {
  const defaults = estimateInputSchema.parse({});
  for (const name of numberInputs) {
    command.option(`${flagOf(name)} <number>`, `${descriptions[name]} (default: ${defaults[name]})`, decimal);
  }
  return command
    .option("--limit <amount/unit/window>", "a limit of one key, such as 300/requests/hour (may be repeated)", addLimit)
    .option("--hourly-characters <number>", "characters that one key gives in an hour", decimal)
    .option("--monthly-characters <number>", "characters that one key gives in a month", decimal)
    .addOption(new Option("--preset <id>", "a server to begin from").choices(trafficPresets.map(({ id }) => id)))
    .addOption(new Option("--plan <id>", "what a plan gives one key").choices(planPresets.map(({ id }) => id)))
    .option("--from-log", "take who writes when, and how much, from the bot's own log")
    .addHelpText("after", presetsInWords());
}

export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** NaN, which the schema refuses, for everything but a decimal number: an unset variable must not pass for 0. */
function decimal(text: string): number {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}

function addLimit(text: string, others: Limit[] = []): Limit[] {
  const [amount = "", unit, window, ...more] = text.split("/");
  const parsed = limitSchema.safeParse({ amount: decimal(amount), unit, window });
  if (parsed.success && more.length === 0) return [...others, parsed.data];
  const amountIssue = parsed.error?.issues.find(({ path }) => path[0] === "amount");
  throw new InvalidArgumentError(
    amountIssue
      ? `The amount ${amountIssue.message}, as in 300/requests/hour.`
      : `It is an amount, a unit (${limitUnits.join(", ")}) and a window (${limitWindows.join(", ")}), as in 300/requests/hour.`,
  );
}

function presetsInWords(): string {
  const presets = trafficPresets.map(({ id, name, description }) => [id, `${name}. ${description}`] as const);
  const plans = planPresets.map(({ id, name, asOf, note }) => [id, `${name} (${asOf}). ${note}`] as const);
  return [
    "",
    "What is given by a flag of its own wins over the log, the log over the preset, and that over the story's figures.",
    "--limit replaces the limits of the plan, which is the story's unless another is named; --hourly-characters and",
    "--monthly-characters are added to either. A plan that counts all that is sent and received adds",
    `${typicalOverheadCharacters} characters to each message, unless --overhead-characters says what your bot's are.`,
    "",
    "Presets:",
    ...presets.map(aligned),
    "",
    "Plans:",
    ...plans.map(aligned),
  ].join("\n");
}

function aligned([id, text]: readonly [string, string]): string {
  return `  ${id.padEnd(14)}${text}`;
}
