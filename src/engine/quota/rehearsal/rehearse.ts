import type { RehearsalResult } from "../../../shared/rehearsal.ts";
import type { RehearsalRequest, Scenario } from "../../../shared/scenario.ts";
import { expectedMessages } from "../../../shared/traffic-stretches.ts";
import { assertRehearsable } from "./assert-rehearsable.ts";
import { figuresOf } from "./figures.ts";
import { hoursOf } from "./hours.ts";
import { meanCost } from "./message-cost.ts";
import { keyLabels, type RehearsedBot, type RunSurroundings, runOnce } from "./run.ts";
import { sentenceFor } from "./sentence.ts";
import type { Tally } from "./tally.ts";
import { variantsOf } from "./what-ifs.ts";

/** All that a rehearsal needs to know; plain data, for it goes to a thread of its own. */
export interface RehearsalJob {
  request: RehearsalRequest;
  bot: RehearsedBot;
}

/** How often a run tells how far it has come, in messages. */
const tellEvery = 500;

/** Plays the scenario so often as asked, and with each what-if. `onProgress`: from 0 to 1. Throws as `assertRehearsable`. */
export async function rehearse(
  { request, bot }: RehearsalJob,
  settle: RunSurroundings["settle"],
  onProgress: (share: number) => void = () => undefined,
): Promise<RehearsalResult> {
  assertRehearsable(request, bot.settings);
  const { scenario, runs, seed } = request;
  const variants = request.whatIfs ? variantsOf(scenario, bot.settings) : [];
  const rounds = runs * (1 + variants.length);
  const expected = Math.max(1, expectedMessages(scenario));
  let finished = 0;

  async function play(played: Scenario): Promise<Tally[]> {
    const tallies: Tally[] = [];
    for (let run = 0; run < runs; run += 1) {
      const onMessage = (count: number) => {
        if (count % tellEvery === 0) onProgress(Math.min(1, (finished + Math.min(1, count / expected)) / rounds));
      };
      tallies.push(await runOnce(played, bot, seedOf(seed, run), { settle, onMessage }));
      finished += 1;
      onProgress(finished / rounds);
    }
    return tallies;
  }

  const tallies = await play(scenario);
  const figures = figuresOf(tallies);
  const whatIfs: RehearsalResult["whatIfs"] = [];
  for (const { id, change, scenario: changed } of variants) {
    whatIfs.push({ id, change, figures: figuresOf(await play(changed)) });
  }
  const labels = keyLabels(scenario);
  const hours = hoursOf(tallies, scenario, labels);
  const messageCost = meanCost(scenario, bot);
  const trouble = tallies.findLast((tally) => tally.trouble !== null)?.trouble ?? null;
  const sentence = sentenceFor({ scenario, figures, whatIfs, messageCost, trouble });
  return { scenario, runs, seed, messageCost, figures, hours, keyLabels: labels, whatIfs, sentence };
}

/** Each run's own seed; neighbouring seeds share no run. */
function seedOf(seed: number, run: number): number {
  return (Math.imul(seed, 0x27d4eb2f) + run) >>> 0;
}
