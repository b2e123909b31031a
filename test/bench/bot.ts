// What Quipdeck costs over a bare discord.js bot that does the same work, both measured in turn in one run.
import { type FakeDiscord, startFakeDiscord } from "../support/fake-discord.ts";
import { FakeInference } from "../support/fake-inference.ts";
import { type Contestant, startBareBot, startQuipdeck } from "./contestants.ts";
import { median } from "./median.ts";
import { readCost } from "./process-cost.ts";

const rounds = 3;
const warmUpQuestions = 300;
const countedQuestions = 600;
const intervalMs = 30;
const answerTimeMs = 20;
const inferenceKey = "hf_bench_key_of_no_value";
const channelCount = 12;

interface Figures {
  cpuMsPerMessage: number;
  residentMiB: number;
  medianDelayMs: number;
}

export async function benchBot(): Promise<void> {
  const inference = await FakeInference.start({ keys: { [inferenceKey]: { delayMs: answerTimeMs } } });
  const figures: Record<string, Figures[]> = { "bare bot": [], Quipdeck: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const start of [startBareBot, startQuipdeck]) {
      const discord = await openServer();
      const bot = start({
        discordApi: discord.restBase,
        discordToken: discord.token,
        inferenceUrl: inference.url,
        inferenceKey,
      });
      const found = await measure(bot, discord);
      figures[bot.name]?.push(found);
      await bot.stop();
      await discord.close();
      console.log(`round ${round + 1}  ${bot.name.padEnd(8)}  ${describe(found)}`);
    }
  }
  await inference.close();
  report(figures);
}

/** Discord without its send limits, which are no part of what a bot costs. */
function openServer(): Promise<FakeDiscord> {
  return startFakeDiscord({ sendsPerWindow: 100_000, globalPerSecond: 100_000, typingPerWindow: 100_000 });
}

async function measure(bot: Contestant, discord: FakeDiscord): Promise<Figures> {
  const guild = discord.createGuild();
  const channels = Array.from({ length: channelCount }, (_, index) =>
    discord.createTextChannel(guild, { name: `channel-${index}` }),
  );
  const members = Array.from({ length: 60 }, (_, index) => discord.addMember(guild, { name: `member-${index}` }));
  let asked = 0;

  async function ask(count: number): Promise<number[]> {
    const postedAt = new Map<string, number>();
    const delays: number[] = [];
    const all = Promise.withResolvers<void>();
    const stop = discord.onSent((message) => {
      const at = postedAt.get(message.message_reference?.message_id ?? "");
      if (at !== undefined) delays.push(performance.now() - at - answerTimeMs);
      if (delays.length === count) all.resolve();
    });
    for (let index = 0; index < count; index += 1) {
      const channel = channels[asked % channels.length];
      const author = members[asked % members.length];
      if (!channel || !author) throw new Error("no channel or member");
      asked += 1;
      const content = `question number ${asked}, what do you think about it?`;
      const posted = discord.post({ channelId: channel.id, author, content, mentions: [discord.botUser] });
      postedAt.set(posted.id, performance.now());
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
    await all.promise;
    stop();
    return delays;
  }

  await discord.waitForGateway("identified", { timeoutMs: 30_000 });
  // Guilds and what comes with them have to arrive first.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await ask(warmUpQuestions);
  const before = readCost(bot.pid);
  const delays = await ask(countedQuestions);
  const after = readCost(bot.pid);
  return {
    cpuMsPerMessage: (after.cpuMs - before.cpuMs) / countedQuestions,
    residentMiB: after.residentBytes / 1024 ** 2,
    medianDelayMs: median(delays),
  };
}

function report(figures: Record<string, Figures[]>): void {
  const [bare, quipdeck] = ["bare bot", "Quipdeck"].map((name) => summarize(figures[name] ?? []));
  if (!bare || !quipdeck) throw new Error("nothing was measured");
  console.log("\nMedians of the rounds");
  console.log(`bare bot  ${describe(bare)}`);
  console.log(`Quipdeck  ${describe(quipdeck)}`);
  console.log(`processor time per message: ${(quipdeck.cpuMsPerMessage / bare.cpuMsPerMessage).toFixed(2)} times`);
  console.log(`resident memory: ${(quipdeck.residentMiB / bare.residentMiB).toFixed(2)} times`);
  console.log(`median delay: ${(quipdeck.medianDelayMs - bare.medianDelayMs).toFixed(2)} ms more`);
}

function summarize(found: Figures[]): Figures {
  const of = (name: keyof Figures) => median(found.map((figure) => figure[name]));
  return { cpuMsPerMessage: of("cpuMsPerMessage"), residentMiB: of("residentMiB"), medianDelayMs: of("medianDelayMs") };
}

function describe({ cpuMsPerMessage, residentMiB, medianDelayMs }: Figures): string {
  const cpu = `${cpuMsPerMessage.toFixed(2)} ms of processor time per message`;
  return `${cpu}, ${residentMiB.toFixed(0)} MiB resident, ${medianDelayMs.toFixed(2)} ms median delay`;
}
