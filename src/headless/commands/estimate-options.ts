import type { Command } from "commander";
import { estimateInputSchema } from "../../shared/estimate.ts";

type EstimateOption = keyof typeof estimateInputSchema.shape;

const descriptions: Record<EstimateOption, string> = {
  members: "members of the server",
  regularShare: "share of them who talk to the bot on a day, 0 to 1",
  lines: "lines each of them writes to it on a day",
  windowHours: "hours of the day over which those lines spread",
  days: "days of the month on which that happens",
  wordsPerMessage: "words in a message",
  charactersPerWord: "characters in a word",
  overheadCharacters: "characters that go along with each message: persona, memory and answer",
  hourlyCharacters: "characters that one key gives in an hour",
  monthlyCharacters: "characters that one key gives in a month",
  keys: "keys in the ring",
};

/** A flag for each input of the estimate, such as `--regular-share`, with the story's figure as its default. */
export function addEstimateOptions(command: Command): Command {
  const defaults = estimateInputSchema.parse({});
  for (const name of Object.keys(descriptions) as EstimateOption[]) {
    command.option(`${flagOf(name)} <number>`, descriptions[name], decimal, defaults[name]);
  }
  return command;
}

export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** NaN, which the schema refuses, for everything but a decimal number: an unset variable must not pass for 0. */
function decimal(text: string): number {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}
