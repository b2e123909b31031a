// What a rehearsed query costs: without the disk against with it, and whatever the size of the scenario.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toLogEntry } from "../../src/engine/conversation/log-entry.ts";
import { createRedactor } from "../../src/engine/log/redact.ts";
import { type RunRecords, runOnce } from "../../src/engine/quota/rehearsal/run.ts";
import { openStores } from "../../src/engine/storage/stores.ts";
import { createSystemClock } from "../../src/host/system-clock.ts";
import { evenly, type ScenarioInput, scenarioSchema } from "../../src/shared/scenario.ts";
import { rehearsedBot, settle } from "../support/rehearsal-kit.ts";
import { median } from "./median.ts";

const rounds = 5;
/** 50 of 1,000 members write ten lines on each of 30 days: 15,000 queries. */
const story: ScenarioInput = { days: 30, keys: 17 };
/** How many times the story's members, and how often that is played in a round: short runs tell less. */
const sizes = [
  { size: 1, times: 20 },
  { size: 10, times: 2 },
  { size: 100, times: 1 },
];
const sizeRounds = 2;
/** A query of the dearest size may cost so many times one of the cheapest. */
const allowedRatio = 1.5;
/** How often the memory is looked at, in messages. */
const lookEvery = 1000;

interface Cost {
  queries: number;
  ms: number;
  /** Of the processor, which does not grow while others use it too. */
  cpuMs: number;
  peakHeapMiB: number;
}

export async function benchRehearsal(): Promise<void> {
  await play(story);
  await compareWithDisk();
  await compareSizes();
}

async function compareWithDisk(): Promise<void> {
  console.log("A month of the story's traffic in one run, in turn without and with the writes of log and ledger");
  const times: Record<"without" | "with", number[]> = { without: [], with: [] };
  let queries = 0;
  for (let round = 0; round < rounds; round += 1) {
    const without = await play(story);
    times.without.push(without.ms);
    times.with.push((await playWithDisk(story)).ms);
    ({ queries } = without);
  }
  const [without, withDisk] = [median(times.without), median(times.with)];
  console.log(`${queries} queries, medians of ${rounds} rounds`);
  console.log(`without writes  ${without.toFixed(0)} ms`);
  console.log(`with writes     ${withDisk.toFixed(0)} ms, ${(withDisk / without).toFixed(2)} times as long`);
}

/** The sizes take turns, so that whatever the machine does beside falls on all of them alike. */
async function compareSizes(): Promise<void> {
  console.log("\nCost per query by the size of the scenario: the same month with more members, limits in proportion");
  for (const { size } of sizes.slice(0, 2)) await play(monthOf(size));
  const played = new Map(sizes.map(({ size }) => [size, [] as Cost[]]));
  for (let round = 0; round < sizeRounds; round += 1) {
    for (const { size, times } of sizes) {
      for (let time = 0; time < times; time += 1) played.get(size)?.push(await play(monthOf(size)));
    }
  }
  const costs = [...played.values()].map(tellCost);
  const perQuery = costs.map(({ ms }) => ms);
  const ratio = Math.max(...perQuery) / Math.min(...perQuery);
  console.log(`dearest query over cheapest: ${ratio.toFixed(2)} times, at most ${allowedRatio} are allowed`);
  const heaps = costs.map(({ peakHeapMiB }) => peakHeapMiB);
  const allowedHeap = 2 * (heaps[0] ?? 0);
  console.log(`heap of the largest: ${heaps.at(-1)?.toFixed(0)} MiB, at most ${allowedHeap.toFixed(0)} are allowed`);
  if (ratio > allowedRatio || (heaps.at(-1) ?? 0) > allowedHeap) process.exitCode = 1;
}

/** Prints what a query of one size costs; gives back the median, ms, and the most heap, garbage included. */
function tellCost(costs: readonly Cost[]): { ms: number; peakHeapMiB: number } {
  const { queries = 0 } = costs[0] ?? {};
  const ms = median(costs.map(({ cpuMs }) => cpuMs)) / queries;
  const peakHeapMiB = Math.max(...costs.map((cost) => cost.peakHeapMiB));
  const cost = `${(ms * 1000).toFixed(1)} µs of CPU each, ${peakHeapMiB.toFixed(0)} MiB of heap at most`;
  console.log(`${String(queries).padStart(9)} queries  ${cost}`);
  return { ms, peakHeapMiB };
}

/**
 * Spread over the day, for in two hours the largest would be more than one bot answers. No key rests: what a resting one
 * costs goes by the time that it rests, during which the ring looks at the clock, and not by the queries.
 */
function monthOf(size: number): ScenarioInput {
  const limits = [{ window: "hour" as const, unit: "requests" as const, amount: 300 * size }];
  return { days: 30, keys: 17, members: 1000 * size, hourWeights: evenly(0, 24), limits };
}

async function play(input: ScenarioInput, records?: RunRecords): Promise<Cost> {
  const scenario = scenarioSchema.parse(input);
  let peakHeap = 0;
  const onMessage = (count: number) => {
    if (count % lookEvery === 0) peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
  };
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const { messages } = await runOnce(scenario, rehearsedBot, 1, { settle, onMessage, ...(records && { records }) });
  const { user, system } = process.cpuUsage(cpuBefore);
  const [ms, cpuMs] = [performance.now() - startedAt, (user + system) / 1000];
  return { queries: messages, ms, cpuMs, peakHeapMiB: peakHeap / 1024 ** 2 };
}

async function playWithDisk(input: ScenarioInput): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "quipdeck-bench-"));
  const stores = openStores({
    file: join(folder, "quipdeck.db"),
    clock: createSystemClock(),
    redactor: createRedactor(),
    onTrouble: (sentence) => {
      throw new Error(sentence ?? "storing had stopped");
    },
  });
  const startedAt = performance.now();
  const cost = await play(input, {
    ledgerStore: stores.ledgerStore,
    onEnd: (turn) => void stores.log.append(toLogEntry(turn, false)),
  });
  stores.close();
  const ms = performance.now() - startedAt;
  rmSync(folder, { recursive: true, force: true });
  return { ...cost, ms };
}
