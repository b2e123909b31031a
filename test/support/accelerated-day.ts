import { wait } from "../../src/engine/inference/wait.ts";
import type { Clock } from "../../src/engine/ports.ts";
import { createArrivals } from "../../src/engine/quota/rehearsal/arrivals.ts";
import { logNormalBetween, type Random } from "../../src/engine/quota/rehearsal/chance.ts";
import { channelIds, createCrowd } from "../../src/engine/quota/rehearsal/crowd.ts";
import { chancesOf } from "../../src/engine/quota/rehearsal/run.ts";
import type { LogEntry } from "../../src/shared/models.ts";
import type { Scenario } from "../../src/shared/scenario.ts";
import { startKit } from "./engine-kit.ts";
import { VirtualClock } from "./virtual-clock.ts";

type Kit = Awaited<ReturnType<typeof startKit>>;

/** What a day came to. */
export interface LivedDay {
  messages: number;
  /** Every message's row in the log. */
  entries: LogEntry[];
  /** Requests of each key, refused ones included, in the ring's order. */
  requestsBy: number[];
  /** When the primary handed over for the first time, ms since the epoch; null where it never did. */
  firstKeyOutAt: number | null;
}

/** Without a sign of the sockets for so long a message waits for virtual time: discord.js holds a request back up to 1 s, ms. */
const silenceMs = 1100;
const glanceMs = 2;
/** Far more than any turn takes after the last message, ms. */
const aftermathMs = 600_000;

/**
 * Plays a scenario's day through the whole engine: real discord.js and the real inference client on their sockets, in
 * virtual time that jumps from event to event. The messages are those of the rehearsal's run with that seed, and the model
 * takes its time in virtual time too. Discord's send limits are
 * left out, since its windows would take their real time.
 */
export async function liveThrough(scenario: Scenario, seed: number): Promise<LivedDay> {
  const clock = new VirtualClock(Date.parse(scenario.startAt));
  const signs = new Signs();
  const chances = chancesOf(seed);
  const service = new ThinkingService(clock, scenario.model, chances.service, signs);
  const { kit, channels } = await openServer(scenario, clock, service.fetch);
  kit.discord.onSent(() => signs.tell());
  const nextArrival = createArrivals(scenario, chances.arrivals);
  const nextMessage = createCrowd(scenario, chances.crowd);
  const members = new Map<string, ReturnType<Kit["discord"]["addMember"]>>();
  const beganAt = clock.monotonic();
  let messages = 0;
  kit.engine.subscribe(() => signs.tell());

  /** How many messages are neither over, nor in the queue, nor being thought about; and a mark of all that may change it. */
  function unaccounted(): { count: number; mark: string } {
    const { seen, queueLength } = kit.engine.snapshot().status;
    const figures = [messages, seen, queueLength, service.thinking];
    return { count: messages - seen - queueLength - service.thinking, mark: figures.join(" ") };
  }
  /** Where a message waited for virtual time, as an answer does for the one before it in its channel. */
  let lastWait = "";
  /** Resolves when nothing but virtual time goes on. */
  async function quiet(): Promise<void> {
    let lastSignMs = performance.now();
    for (let state = unaccounted(); state.count > 0 && state.mark !== lastWait; state = unaccounted()) {
      // A turn's end shows nothing on the sockets.
      if (await signs.next(glanceMs)) lastSignMs = performance.now();
      else if (performance.now() - lastSignMs > silenceMs) lastWait = state.mark;
    }
  }
  async function passUntil(at: number): Promise<void> {
    for (let isDue = true; isDue; ) {
      await quiet();
      const next = clock.delays[0] ?? Number.POSITIVE_INFINITY;
      isDue = clock.monotonic() + next <= at;
      await clock.advance(isDue ? next : at - clock.monotonic());
    }
  }

  for (let at = nextArrival(); at !== null; at = nextArrival()) {
    await passUntil(beganAt + at);
    const { channelId, authorId, content } = nextMessage();
    const author = members.get(authorId) ?? kit.discord.addMember(kit.guild, { name: authorId });
    members.set(authorId, author);
    messages += 1;
    kit.discord.post({ channelId: channels.get(channelId)?.id ?? "", author, content });
  }
  await passUntil(clock.monotonic() + aftermathMs);
  const secrets = secretsOf(scenario);
  // Newest first.
  const handover = kit.engine
    .snapshot()
    .notices.findLast(({ kind }) => kind === "key-switch" || kind === "all-resting");
  return {
    messages,
    entries: await allEntries(kit),
    requestsBy: secrets.map((secret) => service.requests.get(secret) ?? 0),
    firstKeyOutAt: handover?.at ?? null,
  };
}

async function openServer(scenario: Scenario, clock: Clock, fetch: typeof globalThis.fetch) {
  const hourlyLimit = scenario.limits.find(({ window }) => window === "hour")?.amount ?? Number.POSITIVE_INFINITY;
  const kit = await startKit({
    ...{ clock, fetch },
    keys: Object.fromEntries(secretsOf(scenario).map((secret) => [secret, { hourlyLimit }])),
    discord: { sendsPerWindow: 100_000, globalPerSecond: 100_000 },
    change({ behaviour }) {
      // discord.js sends 50 requests in a real second, whatever time it is here: none is spent on typing.
      behaviour.typingDelayMs = 10_000;
    },
  });
  const channels = new Map(
    channelIds(scenario).map((id) => [id, kit.discord.createTextChannel(kit.guild, { name: id })] as const),
  );
  const value = [...channels.values()].map(({ id }) => id);
  await kit.call("settings/set", { path: "profiles.0.answerChannelIds", value });
  if (scenario.limitsAreKnown) {
    for (const { id } of kit.engine.snapshot().keys) await kit.call("keys/update", { id, limits: scenario.limits });
  }
  await kit.call("bot/start");
  return { kit, channels };
}

function secretsOf({ keys }: Scenario): string[] {
  return Array.from({ length: keys }, (_, index) => `hf_key_of_no_value_number_${index + 1}`);
}

async function allEntries(kit: Kit): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let more = true; more; ) {
    const before = entries.at(-1)?.id;
    const page = await kit.call("log/list", { limit: 1000, ...(before !== undefined && { before }) });
    entries.push(...page.entries);
    more = page.more;
  }
  return entries.reverse();
}

/** What the sockets show of their work. */
class Signs {
  #next = Promise.withResolvers<true>();

  tell(): void {
    this.#next.resolve(true);
    this.#next = Promise.withResolvers();
  }

  /** True at the next sign; false where none comes in so much real time. */
  async next(withinMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<false>();
    const timer = setTimeout(() => resolve(false), withinMs);
    const isSeen = await Promise.race([this.#next.promise, promise]);
    clearTimeout(timer);
    return isSeen;
  }
}

/** Stands before the inference service, and takes a model's time. */
class ThinkingService {
  thinking = 0;
  /** By key; those that are given up while the model thinks are requests too, and never reach the service behind. */
  readonly requests = new Map<string, number>();
  readonly fetch: typeof globalThis.fetch;

  constructor(clock: Clock, { medianAnswerMs, p95AnswerMs }: Scenario["model"], random: Random, signs: Signs) {
    this.fetch = async (input, init) => {
      const secret = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "") ?? "";
      this.requests.set(secret, (this.requests.get(secret) ?? 0) + 1);
      this.thinking += 1;
      signs.tell();
      const never = new AbortController().signal;
      await wait(clock, logNormalBetween(random, medianAnswerMs, p95AnswerMs), init?.signal ?? never).finally(() => {
        this.thinking -= 1;
      });
      return globalThis.fetch(input, init);
    };
  }
}
