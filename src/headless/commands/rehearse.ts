import { join } from "node:path";
import { Personas } from "../../engine/conversation/personas.ts";
import type { RehearsalJob } from "../../engine/ports.ts";
import { assertRehearsable } from "../../engine/quota/rehearsal/rehearse.ts";
import { storyColumns } from "../../engine/quota/rehearsal/story.ts";
import { findBuiltInPersonas } from "../../host/folders.ts";
import { QuipdeckError } from "../../shared/errors.ts";
import { ownScenario } from "../../shared/own-traffic.ts";
import { planPresets, trafficPresets } from "../../shared/quota-presets.ts";
import type { RehearsalResult } from "../../shared/rehearsal.ts";
import { type RehearsalRequest, rehearsalRequestSchema, type ScenarioInput } from "../../shared/scenario.ts";
import { activeProfile, describeIssues } from "../../shared/settings.ts";
import { peekAtSettings, readEnvironment } from "../environment.ts";
import { exitCodes, UsageError } from "../failure.ts";
import { runRehearsal } from "../open-engine.ts";
import { printJsonLine, printLine } from "../output.ts";
import { profileFromLog } from "../profile-from-log.ts";
import { readScenario } from "../scenario-file.ts";
import { endSignal } from "../signals.ts";
import { figureTable } from "./rehearsal-table.ts";
import type { RehearseOptions } from "./rehearse-options.ts";

/** Plays a day before it comes, with the owner's own settings and persona; needs neither Discord nor a key. */
export async function rehearse(options: RehearseOptions): Promise<void> {
  const bot = rehearsedBot();
  const columns = options.story ? storyColumns() : [{ name: "as it is", scenario: await chosenScenario(options) }];
  const jobs = columns.map(({ scenario }) => ({ bot, request: requestOf(scenario, options) }));
  const ended = endSignal();
  const results = await playAll(jobs, ended).catch((thrown: unknown) => {
    if (!ended.aborted) throw thrown;
    return null;
  });
  if (results === null) {
    console.error("The rehearsal was cancelled.");
    process.exitCode = exitCodes.failed;
    return;
  }
  if (options.story)
    await printStory(
      columns.map(({ name }) => name),
      results,
      options,
    );
  else for (const result of results) await printResult(result, options);
}

function rehearsedBot(): RehearsalJob["bot"] {
  const { dataFolder } = readEnvironment();
  const { settings, flaw } = peekAtSettings(dataFolder);
  if (flaw !== null) console.error(`settings.json ${flaw}: the defaults are rehearsed.`);
  const personas = new Personas({
    builtInFolder: findBuiltInPersonas(import.meta.dirname),
    ownFolder: join(dataFolder, "personas"),
    onChange: () => undefined,
  });
  return { settings, persona: personas.get(activeProfile(settings).personaId) };
}

async function chosenScenario(options: RehearseOptions): Promise<ScenarioInput> {
  const limits = planPresets.find(({ id }) => id === options.plan)?.limits;
  return { ...(await chosenTraffic(options)), ...(limits && { limits }) };
}

async function chosenTraffic({ scenario: file, preset, fromLog }: RehearseOptions): Promise<ScenarioInput> {
  if ([file !== undefined, preset !== undefined, fromLog].filter(Boolean).length > 1) {
    const message = "--scenario, --preset and --from-log name different days, but one can be played.";
    throw new UsageError(message, "Give one of them.");
  }
  if (file !== undefined) return readScenario(file);
  if (fromLog) return ownScenario(await profileFromLog());
  return trafficPresets.find(({ id }) => id === preset)?.scenario ?? {};
}

function requestOf(scenario: ScenarioInput, { runs, seed, whatIfs, story = false }: RehearseOptions): RehearsalRequest {
  const parsed = rehearsalRequestSchema.safeParse({ scenario, runs, seed, whatIfs: whatIfs && !story });
  if (!parsed.success) {
    throw new UsageError(`Not a possible rehearsal: ${describeIssues(parsed.error)}.`, "Correct it and try again.");
  }
  try {
    assertRehearsable(parsed.data);
  } catch (thrown) {
    throw thrown instanceof QuipdeckError ? new UsageError(thrown.message, thrown.mend) : thrown;
  }
  return parsed.data;
}

/** One after the other, with a line on the terminal that tells how far it is. */
async function playAll(jobs: readonly RehearsalJob[], ended: AbortSignal): Promise<RehearsalResult[]> {
  const results: RehearsalResult[] = [];
  const tell = (share: number) => {
    const percent = Math.floor((100 * (results.length + share)) / jobs.length);
    if (process.stderr.isTTY) process.stderr.write(`\rRehearsing … ${percent} %`);
  };
  for (const job of jobs) results.push(await runRehearsal(job, tell, ended));
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  return results;
}

async function printResult(result: RehearsalResult, { json }: RehearseOptions): Promise<void> {
  if (json) return printJsonLine(result);
  const { scenario, runs, seed, sentence, figures, whatIfs } = result;
  await printLine(`${scenario.name}: ${runs} runs of ${scenario.days} days from ${scenario.startAt}, seed ${seed}.`);
  await printLine(`In brackets, between what 95 of 100 runs lie; times in UTC.\n`);
  for (const line of figureTable([{ name: "as it is", figures }])) await printLine(line);
  for (const { change, figures: changed } of whatIfs) {
    await printLine(`\nWhat if: ${change}`);
    for (const line of figureTable([{ name: "", figures: changed }]).slice(1)) await printLine(line);
  }
  await printLine(`\n${sentence}`);
}

async function printStory(names: string[], results: RehearsalResult[], { json }: RehearseOptions): Promise<void> {
  const columns = results.map((result, index) => ({ name: names[index] ?? "", ...result }));
  if (json) return printJsonLine(columns);
  await printLine("The day that Quipdeck was made for: over 1,000 members, a first hour beyond the limit of one free");
  await printLine("account, 2,000 messages by the evening; an account gives 300 an hour and 900 a month.");
  await printLine(`${results[0]?.runs} runs each; in brackets, between what 95 of 100 of them lie; times in UTC.\n`);
  for (const line of figureTable(columns)) await printLine(line);
}
