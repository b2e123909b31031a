import { join } from "node:path";
import type { Snapshot } from "../shared/contract.ts";
import type { BotStatus, SecretProtection } from "../shared/models.ts";
import { activeProfile, type InferenceSettings, type Profile, type Settings } from "../shared/settings.ts";
import { commandFailure } from "./conversation/failure-facts.ts";
import { toLogEntry } from "./conversation/log-entry.ts";
import { createMemberPace } from "./conversation/member-pace.ts";
import { createMemory } from "./conversation/memory.ts";
import { Personas } from "./conversation/personas.ts";
import { Pipeline } from "./conversation/pipeline.ts";
import type { EndedTurn } from "./conversation/turn.ts";
import { createTurnQueue, type QueueLimits, type TurnQueue } from "./conversation/turn-queue.ts";
import { Bot } from "./discord/bot.ts";
import type { CommandTargets } from "./discord/commands.ts";
import type { GateContext } from "./discord/gate.ts";
import { PausedGuilds } from "./discord/paused-guilds.ts";
import { Sessions } from "./discord/session.ts";
import { EventHub } from "./event-hub.ts";
import { createHuggingFaceCall } from "./inference/hugging-face.ts";
import { KeyRing } from "./inference/key-ring.ts";
import { KeyVault } from "./inference/key-vault.ts";
import { ModelResponder } from "./inference/model-responder.ts";
import { createUnderstudy } from "./inference/understudy.ts";
import { LiveSettings } from "./live-settings.ts";
import { createRedactor } from "./log/redact.ts";
import { Notices } from "./notices.ts";
import type { Cancel, EnginePorts } from "./ports.ts";
import { Ledger } from "./quota/ledger.ts";
import { seededRandom } from "./random.ts";
import { openStores, type Stores } from "./storage/stores.ts";

const snapshotLogRows = 200;
const retentionIntervalMs = 3_600_000;
const dayMs = 86_400_000;
/** A moderator's reboot leaves its answer time to be sent. */
const rebootDelayMs = 500;

/** The one place where the engine's parts meet, and where one part's change becomes another's business. */
export class House {
  readonly ports: EnginePorts;
  readonly events: EventHub;
  readonly notices: Notices;
  readonly settings: LiveSettings;
  readonly stores: Stores;
  readonly vault: KeyVault;
  readonly ring: KeyRing;
  readonly ledger: Ledger;
  readonly model: ModelResponder;
  readonly sessions: Sessions;
  readonly paused: PausedGuilds;
  readonly personas: Personas;
  readonly queue: TurnQueue;
  readonly pipeline: Pipeline;
  readonly bot: Bot;
  #seen = 0;
  #answered = 0;
  #profilesWithToken: string[] = [];
  #secretProtection: SecretProtection = { level: "this-run-only", text: "" };
  #sessionNeeds = "";
  #checkedPersona = "";
  #service: string | null = null;
  #cancelRetention: Cancel = () => undefined;
  #cancelReboot: Cancel = () => undefined;

  constructor(ports: EnginePorts) {
    const { clock, secrets, outside, folders } = ports;
    this.ports = ports;
    const random = seededRandom(ports.seed);
    const redactor = createRedactor();
    this.events = new EventHub(clock);
    this.notices = new Notices(clock, (notice) => this.events.emit({ type: "notice", notice }));
    this.settings = new LiveSettings(ports.settings);
    const settings = () => this.settings.current;
    this.stores = openStores({
      file: join(folders.data, "quipdeck.db"),
      clock,
      redactor,
      onTrouble: (sentence) => {
        if (sentence === null) this.notices.tell("info", "Storing works again.");
        else this.notices.tell("error", sentence);
      },
    });
    const { state, ledgerStore, keyStateStore, memoryStore } = this.stores;
    this.vault = new KeyVault({ settings: this.settings, secrets, redactor, environmentKeys: outside.hfKeys });
    this.ledger = new Ledger(clock, ledgerStore);
    this.ring = new KeyRing({ clock, ledger: this.ledger, store: keyStateStore });
    const call = createHuggingFaceCall(ports.fetch, clock);
    this.model = new ModelResponder({ ring: this.ring, call, clock, random, settings: () => this.#inference() });
    this.sessions = new Sessions({ clock, settings, secrets, redactor, outside });
    this.paused = new PausedGuilds(state);
    this.personas = new Personas(folders.builtInPersonas, join(folders.data, "personas"));
    this.queue = createTurnQueue(clock, () => queueLimits(settings()));
    const pace = createMemberPace(clock, () => settings().behaviour.memberQuestionsPerMinute);
    this.pipeline = new Pipeline({
      clock,
      settings,
      persona: () => this.personas.get(this.profile.personaId),
      gateContext: () => this.#gateContext(pace.admit),
      commands: this.#commandTargets(),
      queue: this.queue,
      memory: createMemory(memoryStore, () => settings().memory),
      model: this.model,
      understudy: createUnderstudy({ random }),
      recordFailure: (facts) => this.stores.failures.record(facts).id,
      onEnd: (turn) => this.#keep(turn),
    });
    this.bot = new Bot({
      clock,
      random,
      openSession: (events) =>
        this.sessions.open({
          ...events,
          onMessage: (message, delivery) => void this.pipeline.handle(message, delivery),
          onManyRefusals: (count) => this.#warnOfRefusals(count),
        }),
      onSessionEnd: () => this.pipeline.stop(),
      onChange: () => this.#tellStatus(),
    });
  }

  get profile(): Profile {
    return activeProfile(this.settings.current);
  }

  /** Reads what is kept, and begins to listen. */
  async open(): Promise<void> {
    this.#listen();
    if (this.settings.problem !== null) this.notices.tell("error", this.settings.problem);
    for (const problem of this.personas.problems) this.notices.tell("warning", problem);
    this.#checkPersona();
    for (const label of await this.vault.open()) {
      this.notices.tell("warning", `The secret of the key "${label}" is gone: enter the key again under Keys.`);
    }
    this.ring.setKeys(this.vault.materials());
    await this.refreshSecrets();
    this.#sessionNeeds = sessionNeeds(this.profile);
    this.#service = this.#inference().endpointUrl;
    this.#forgetTheOld();
  }

  async close(): Promise<void> {
    this.#cancelRetention();
    this.#cancelReboot();
    await this.bot.stop();
    this.settings.close();
    this.ring.close();
    this.stores.close();
    this.events.close();
  }

  /** Asks the secret store anew which profiles have a token and how well it guards them, and tells the panel. */
  async refreshSecrets(): Promise<void> {
    this.#profilesWithToken = await this.sessions.profilesWithToken();
    this.#secretProtection = await this.ports.secrets.protection();
    this.#tellSettings();
  }

  snapshot(): Snapshot {
    const { log, failures } = this.stores;
    return {
      sequence: this.events.sequence,
      host: this.ports.host,
      secretProtection: this.#secretProtection,
      status: this.status(),
      settings: this.settings.current,
      profilesWithToken: this.#profilesWithToken,
      keys: this.ring.statuses(),
      personas: this.personas.summaries,
      log: log.list({ limit: snapshotLogRows }).entries,
      failures: failures.list({ resolved: false, limit: 100 }),
      notices: this.notices.all,
    };
  }

  status(): BotStatus {
    return {
      ...this.bot.facts,
      pausedGuildIds: this.paused.ids,
      queueLength: this.queue.waiting,
      inFlight: this.queue.inFlight,
      seen: this.#seen,
      answered: this.#answered,
      openFailures: this.stores.failures.openCount(),
    };
  }

  /** An error of a command that was not written for people: kept with its stack, which the panel never sees. */
  recordCommandFailure(thrown: unknown, command: string): void {
    this.stores.failures.record(commandFailure(thrown, command, this.ports.clock.now()));
  }

  #listen(): void {
    const { log, failures } = this.stores;
    log.onCommitted((entries) => this.events.emit({ type: "log", entries }));
    failures.onCommitted((found) => {
      this.events.emit({ type: "failures", failures: found });
      this.#tellStatus();
    });
    this.ring.onChange(() => this.events.emitSoon("keys", () => ({ type: "keys", keys: this.ring.statuses() })));
    this.ring.onSwitch(({ from, to, reason }) => {
      if (to === null) this.notices.tell("error", `No key can answer now. ${reason}`);
      else if (from !== null) this.notices.tell("warning", `"${to}" answers now, after "${from}". ${reason}`);
      else this.notices.tell("info", `"${to}" answers now.`);
    });
    this.settings.onChange((settings) => this.#followSettings(settings));
  }

  #followSettings(settings: Settings): void {
    const { endpointUrl } = this.#inference();
    // What one service said of a key says nothing about another's.
    if (endpointUrl !== this.#service) this.ring.reviveAll();
    this.#service = endpointUrl;
    this.ring.setKeys(this.vault.materials());
    this.#checkPersona();
    // The host's store may have moved its secrets with the owner's consent, or another profile's token counts now.
    this.refreshSecrets().catch((thrown: unknown) => this.recordCommandFailure(thrown, "settings/set"));
    const needs = sessionNeeds(activeProfile(settings));
    if (needs === this.#sessionNeeds) return;
    this.#sessionNeeds = needs;
    if (this.bot.facts.state === "online" || this.bot.facts.state === "reconnecting") this.#rebootSoon();
  }

  #checkPersona(): void {
    const { name, personaId } = this.profile;
    if (personaId === this.#checkedPersona) return;
    this.#checkedPersona = personaId;
    if (this.personas.has(personaId)) return;
    const standIn = this.personas.get(personaId).name;
    const text = `The persona "${personaId}" of the profile "${name}" cannot be read; ${standIn} stands in. Choose another under Settings.`;
    this.notices.tell("warning", text);
  }

  #keep(turn: EndedTurn): void {
    this.#seen += 1;
    if (turn.outcome === "answered" || turn.outcome === "understudied") this.#answered += 1;
    this.stores.log.append(toLogEntry(turn));
    this.#tellStatus();
  }

  #tellStatus(): void {
    this.events.emitSoon("status", () => ({ type: "status", status: this.status() }));
  }

  #tellSettings(): void {
    const { current: settings } = this.settings;
    this.events.emit({
      type: "settings",
      settings,
      profilesWithToken: this.#profilesWithToken,
      secretProtection: this.#secretProtection,
    });
  }

  #warnOfRefusals(count: number): void {
    const text = `Discord has refused ${count} requests in ten minutes; at 10,000 it bans this address. Look at Failures.`;
    this.notices.tell("error", text);
  }

  #rebootSoon(): void {
    this.#cancelReboot();
    this.#cancelReboot = this.ports.clock.after(rebootDelayMs, () => {
      // What keeps the bot from coming back is told by its state.
      this.bot.reboot().catch(() => this.#tellStatus());
    });
  }

  #forgetTheOld(): void {
    const before = this.ports.clock.now() - this.settings.current.privacy.retentionDays * dayMs;
    this.stores.deleteOlderThan(before);
    this.#cancelRetention = this.ports.clock.after(retentionIntervalMs, () => this.#forgetTheOld());
  }

  /** The owner's settings, with what comes from outside in their place. */
  #inference(): InferenceSettings {
    const { inference } = this.settings.current;
    const { model, hfEndpoint } = this.ports.outside;
    return { ...inference, model: model ?? inference.model, endpointUrl: hfEndpoint ?? inference.endpointUrl };
  }

  #gateContext(admitMember: GateContext["admitMember"]): GateContext {
    return {
      profile: this.profile,
      commandPrefix: this.settings.current.behaviour.commandPrefix,
      botUserId: this.bot.facts.userId,
      isPaused: (guildId) => this.paused.has(guildId),
      admitMember,
    };
  }

  #commandTargets(): CommandTargets {
    return {
      pause: (guildId) => this.paused.pause(guildId),
      resume: (guildId) => this.paused.resume(guildId),
      isPaused: (guildId) => this.paused.has(guildId),
      scheduleReboot: () => this.#rebootSoon(),
      status: () => this.status(),
      keys: () => this.ring.statuses(),
      now: () => this.ports.clock.now(),
    };
  }
}

function queueLimits({ behaviour, memory }: Settings): QueueLimits {
  return {
    maxConcurrent: behaviour.maxConcurrentTurns,
    // The next question may be about the last answer.
    maxConcurrentPerChannel: memory.turns > 0 ? 1 : behaviour.maxConcurrentTurns,
    maxWaiting: behaviour.maxQueuedTurns,
    staleAfterMs: behaviour.staleAfterMs,
  };
}

/** What a session is opened with: when it changes, a running bot needs a new one. */
function sessionNeeds(profile: Profile): string {
  return `${profile.id}/${profile.answerChannelIds.length > 0}/${profile.readBareCommands}`;
}
