import type { RehearsalJob } from "../../engine/ports.ts";
import { assertRehearsable } from "../../engine/quota/rehearsal/assert-rehearsable.ts";
import { storyColumns } from "../../engine/quota/rehearsal/story.ts";
import { QuipdeckError } from "../../shared/errors.ts";
import { issuesInWords } from "../../shared/issue-words.ts";
import type { RehearsalResult } from "../../shared/rehearsal.ts";
import { rehearsalRequestSchema, type ScenarioInput } from "../../shared/scenario.ts";
import { exitCodes, UsageError } from "../failure.ts";
import { runRehearsal } from "../open-engine.ts";
import { endProgress, printJson, printLine, tell, tellProgress } from "../output.ts";
import { endSignal } from "../signals.ts";
import { rehearsalLines, storyLines } from "./rehearsal-words.ts";
import type { RehearseOptions } from "./rehearse-options.ts";
import { bareBot, ownBot, ownSettings } from "./rehearsed-bot.ts";
import { chosenScenario } from "./rehearsed-day.ts";

/** Plays a day before it comes, with the owner's own settings and persona; needs neither Discord nor a key. */
export async function rehearse(options: RehearseOptions): Promise<void> {
  if (options.story) return rehearseStory(options);
  const settings = ownSettings();
  const job = jobOf(await chosenScenario(options), ownBot(settings), options);
  const [result] = (await playAll([job])) ?? [];
  if (!result) return;
  if (options.json) return printJson(result);
  for (const line of rehearsalLines(result)) await printLine(line);
}

/** The story was another bot's: nothing of the owner's is in it. */
async function rehearseStory(options: RehearseOptions): Promise<void> {
  const bot = bareBot();
  const columns = storyColumns();
  const jobs = columns.map(({ scenario }) => jobOf(scenario, bot, { ...options, whatIfs: false }));
  const results = await playAll(jobs);
  if (!results) return;
  const named = results.map((result, place) => ({ name: columns[place]?.name ?? "", ...result }));
  if (options.json) return printJson(named);
  for (const line of storyLines(named)) await printLine(line);
}

function jobOf(
  scenario: ScenarioInput,
  bot: RehearsalJob["bot"],
  { runs, seed, whatIfs }: RehearseOptions,
): RehearsalJob {
  const parsed = rehearsalRequestSchema.safeParse({ scenario, runs, seed, whatIfs });
  if (!parsed.success) {
    throw new UsageError(
      `Not a possible rehearsal: ${issuesInWords(parsed.error, "it")}.`,
      "Correct it and try again.",
    );
  }
  try {
    assertRehearsable(parsed.data, bot.settings);
  } catch (thrown) {
    throw thrown instanceof QuipdeckError ? new UsageError(thrown.message, thrown.mend) : thrown;
  }
  return { bot, request: parsed.data };
}

/** One after the other, with a line on the terminal that tells how far it is; null, and told, where it was cancelled. */
async function playAll(jobs: readonly RehearsalJob[]): Promise<RehearsalResult[] | null> {
  const ended = endSignal();
  const results: RehearsalResult[] = [];
  const onProgress = (share: number) => {
    const percent = Math.floor((100 * (results.length + share)) / jobs.length);
    tellProgress(`Rehearsing … ${percent} %`);
  };
  try {
    for (const job of jobs) results.push(await runRehearsal(job, onProgress, ended));
  } catch (thrown) {
    if (!ended.aborted) throw thrown;
    tell("The rehearsal was cancelled.");
    process.exitCode = exitCodes.failed;
    return null;
  }
  endProgress();
  return results;
}
