import type { Persona } from "../../../shared/persona.ts";
import type { Scenario } from "../../../shared/scenario.ts";
import type { Settings } from "../../../shared/settings.ts";
import { type Answering, createAnswering } from "../../answering.ts";
import type { CommandTargets } from "../../discord/commands.ts";
import { DiscordFault } from "../../discord/faults.ts";
import type { KeyMaterial } from "../../inference/key-vault.ts";
import { AnswerError } from "../../inference/responder.ts";
import { seededRandom } from "../../random.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { createArrivals } from "./arrivals.ts";
import { botAsSet, rehearsedProfile, rehearsedSettings, type SetScenario } from "./bot-as-set.ts";
import type { Random } from "./chance.ts";
import { createCrowd } from "./crowd.ts";
import { givenCost } from "./message-cost.ts";
import { SimulatedDiscord } from "./simulated-discord.ts";
import { createSimulatedMemory } from "./simulated-memory.ts";
import { createSimulatedService } from "./simulated-service.ts";
import { Tally } from "./tally.ts";
import { VirtualTime } from "./virtual-time.ts";

/** The bot that is rehearsed: the owner's settings, and the character whose lines go along with each question. */
export interface RehearsedBot {
  settings: Settings;
  persona: Persona;
}

/** What a rehearsal leaves to its surroundings. */
export interface RunSurroundings {
  /** Resolves once all promises that can go on have done so. */
  settle: () => Promise<void>;
  /** Hears of each message that comes, with its number. */
  onMessage?: (count: number) => void;
  /** Where the records of a run go, beside its tally; nowhere unless given. */
  records?: RunRecords;
}

export interface RunRecords {
  ledgerStore: Pick<LedgerStore, "add">;
  onEnd: Parameters<typeof createAnswering>[0]["onEnd"];
}

/** One run's own chance: each purpose has a sequence of its own, so that a what-if meets the very same messages. */
export function chancesOf(seed: number): Record<"arrivals" | "crowd" | "service" | "bot", Random> {
  const of = (place: number) => seededRandom((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(place, 0x85ebca6b)) >>> 0);
  return { arrivals: of(1), crowd: of(2), service: of(3), bot: of(4) };
}

/**
 * Plays a scenario once from its first message to the end of its last turn. The same seed gives the same tally. Rejects
 * with an error of Quipdeck's own, which a rehearsal must not pass off as one of the service's.
 */
export async function runOnce(
  planned: Scenario,
  bot: RehearsedBot,
  seed: number,
  { settle, onMessage, records }: RunSurroundings,
): Promise<Tally> {
  const scenario = botAsSet(planned, bot.settings);
  const time = new VirtualTime(Date.parse(scenario.startAt));
  const tally = new Tally(() => time.now());
  const chances = chancesOf(seed);
  const faults: unknown[] = [];
  const answering = openAnswering({
    scenario,
    bot,
    time,
    chances,
    tally,
    records,
    onFault: (fault) => faults.push(fault),
  });
  answering.ring.onSwitch((event) => tally.addSwitch(event));
  answering.ring.setKeys(rehearsedKeys(scenario));
  const discord = new SimulatedDiscord(time, scenario.discord, (limit) => answering.sendLimits.learn(limit));
  const nextArrival = createArrivals(scenario, chances.arrivals);
  const nextMessage = createCrowd(scenario, chances.crowd);
  let count = 0;
  let open = 0;
  let isOver = false;

  function expectNext(): void {
    const at = nextArrival();
    if (at === null) isOver = true;
    else time.after(at - time.monotonic(), arrive);
  }
  function arrive(): void {
    const message = nextMessage();
    open += 1;
    count += 1;
    onMessage?.(count);
    void answering.pipeline
      .handle(message, discord.deliveryTo(message.channelId))
      .catch((thrown: unknown) => faults.push(thrown))
      .finally(() => {
        open -= 1;
      });
    expectNext();
  }

  expectNext();
  while (!(isOver && open === 0) && faults.length === 0 && time.runNext()) await settle();
  answering.ring.close();
  if (faults.length > 0) throw faults[0];
  return tally;
}

interface RehearsedParts {
  scenario: SetScenario;
  bot: RehearsedBot;
  time: VirtualTime;
  chances: ReturnType<typeof chancesOf>;
  tally: Tally;
  records: RunRecords | undefined;
  onFault: (fault: Error) => void;
}

function openAnswering({ scenario, bot, time, chances, tally, records, onFault }: RehearsedParts): Answering {
  const settings = rehearsedSettings(bot.settings, scenario);
  const profile = rehearsedProfile(bot.settings, scenario);
  return createAnswering({
    clock: time,
    random: chances.bot,
    settings: () => settings,
    profile: () => profile,
    inference: () => settings.inference,
    persona: () => bot.persona,
    botUserId: () => null,
    call: createSimulatedService({ clock: time, random: chances.service, scenario }),
    costOf: givenCost(scenario),
    ledgerStore: {
      load: () => [],
      add(row) {
        tally.addUsage(row);
        records?.ledgerStore.add(row);
      },
    },
    keyStateStore: { load: () => [], save: () => undefined },
    exchangeStore: createSimulatedMemory(),
    threadOf: () => null,
    commands: noCommands,
    redact: (text) => text,
    recordFailure(facts, thrown) {
      // What the service or Discord made may happen in a rehearsal too; all else is Quipdeck's own.
      if (thrown instanceof AnswerError || thrown instanceof DiscordFault) tally.trouble = facts;
      else onFault(thrown instanceof Error ? thrown : new Error(facts.summary));
      return 0;
    },
    onEnd(turn) {
      tally.addTurn(turn);
      records?.onEnd(turn);
    },
    onTrouble: (sentence) => onFault(new Error(sentence)),
  });
}

/** The labels of a scenario's keys, in the ring's order. */
export function keyLabels({ keys }: Scenario): string[] {
  return Array.from({ length: keys }, (_, index) => `Key ${index + 1}`);
}

function rehearsedKeys(scenario: Scenario): KeyMaterial[] {
  const limits = scenario.limitsAreKnown ? scenario.limits : [];
  return keyLabels(scenario).map((label) => {
    return { id: label, label, secret: label, lastFour: "", source: "stored", enabled: true, limits };
  });
}

/** Nobody gives commands in a rehearsal. */
const noCommands: CommandTargets = {
  pause: () => undefined,
  resume: () => undefined,
  isPaused: () => false,
  isOptedOut: () => false,
  requestReboot: unasked,
  status: unasked,
  keys: unasked,
  now: unasked,
  forget: unasked,
  optOut: unasked,
  optIn: unasked,
  mayReadContent: unasked,
  toggleChannel: unasked,
};

function unasked(): never {
  throw new Error("no moderator gives commands in a rehearsal");
}
