import { join } from "node:path";
import type { Snapshot } from "../shared/contract.ts";
import { heldFailures } from "../shared/failure-groups.ts";
import type { BotStatus, ForgottenRecords, Notice, SecretProtection } from "../shared/models.ts";
import { answerOutcomes } from "../shared/pulse.ts";
import { activeProfile, type InferenceSettings, type Profile } from "../shared/settings.ts";
import { type Answering, createAnswering } from "./answering.ts";
import { createCommandTargets } from "./command-targets.ts";
import { commandFailure } from "./conversation/failure-facts.ts";
import { toLogEntry } from "./conversation/log-entry.ts";
import { PersonaWatch } from "./conversation/persona-watch.ts";
import { Personas, personaIdFor } from "./conversation/personas.ts";
import type { Pipeline } from "./conversation/pipeline.ts";
import { RecentPrompts } from "./conversation/recent-prompts.ts";
import { Trials } from "./conversation/trials.ts";
import type { EndedTurn } from "./conversation/turn.ts";
import type { TurnQueue } from "./conversation/turn-queue.ts";
import type { Bot } from "./discord/bot.ts";
import { PausedGuilds } from "./discord/paused-guilds.ts";
import { Presence } from "./discord/presence.ts";
import { Sessions } from "./discord/session.ts";
import { EventHub } from "./event-hub.ts";
import { createHuggingFaceCall } from "./inference/hugging-face.ts";
import type { KeyRing } from "./inference/key-ring.ts";
import { KeyVault } from "./inference/key-vault.ts";
import type { ModelResponder } from "./inference/model-responder.ts";
import { LiveSettings } from "./live-settings.ts";
import { createRedactor, type Redactor } from "./log/redact.ts";
import { Notices } from "./notices.ts";
import type { EnginePorts } from "./ports.ts";
import { PulseMeter } from "./pulse-meter.ts";
import type { Ledger } from "./quota/ledger.ts";
import { QuotaWatch } from "./quota/quota-watch.ts";
import type { RehearsedBot } from "./quota/rehearsal/run.ts";
import { Rehearsals } from "./quota/rehearsals.ts";
import { seededRandom } from "./random.ts";
import { Retention } from "./storage/retention.ts";
import { openStores, type Stores } from "./storage/stores.ts";

const snapshotLogRows = 200;

/** The one place where the engine's parts meet, and where one part's change becomes another's business. */
export class House {
  readonly ports: EnginePorts;
  readonly redactor: Redactor;
  readonly events: EventHub;
  readonly notices: Notices;
  readonly settings: LiveSettings;
  readonly stores: Stores;
  readonly vault: KeyVault;
  readonly ring: KeyRing;
  readonly ledger: Ledger;
  readonly quotaWatch: QuotaWatch;
  readonly model: ModelResponder;
  readonly sessions: Sessions;
  readonly paused: PausedGuilds;
  readonly personas: Personas;
  readonly queue: TurnQueue;
  readonly pipeline: Pipeline;
  readonly trials: Trials;
  readonly bot: Bot;
  readonly rehearsals: Rehearsals;
  readonly prompts = new RecentPrompts();
  readonly #pulse: PulseMeter;
  readonly presence: Presence;
  readonly #personaWatch: PersonaWatch;
  readonly #retention: Retention;
  #seen = 0;
  #forgets = 0;
  #answered = 0;
  #profilesWithToken: string[] = [];
  #secretProtection: SecretProtection = { level: "this-run-only", text: "" };
  #closed: Promise<void> | null = null;
  #service: string | null = null;

  constructor(ports: EnginePorts) {
    const { clock, secrets, outside, folders } = ports;
    this.ports = ports;
    const random = seededRandom(ports.seed);
    const redactor = createRedactor();
    this.redactor = redactor;
    this.events = new EventHub(clock, (thrown, type) => this.recordCommandFailure(thrown, `event ${type}`));
    const onNotice = (notice: Notice) => this.events.emit({ type: "notice", notice });
    this.notices = new Notices({ clock, redact: redactor.redact, onNotice });
    this.settings = new LiveSettings(ports.settings);
    const settings = () => this.settings.current;
    this.stores = openStores({
      file: join(folders.data, "quipdeck.db"),
      clock,
      redactor,
      onTrouble: (sentence) => this.notices.tellOfStorage(sentence),
    });
    if (ports.keepsWatch) this.notices.keepIn(this.stores.noticeStore);
    const { stores, events } = this;
    this.#pulse = new PulseMeter({ clock, stores, onChange: (pulse) => events.emit({ type: "pulse", pulse }) });
    const { state } = this.stores;
    this.vault = new KeyVault({ settings: this.settings, secrets, redactor, environmentKeys: outside.hfKeys });
    this.paused = new PausedGuilds(state);
    const tell = (level: Notice["level"], text: string) => this.notices.tell(level, text);
    this.sessions = new Sessions({
      ...{ clock, settings, secrets, redactor, outside, shards: ports.shards },
      onManyRefusals: (sentence) => tell("error", sentence),
    });
    this.personas = new Personas({
      builtInFolder: folders.builtInPersonas,
      ownFolder: join(folders.data, "personas"),
      onChange: () => this.#followPersonas(),
    });
    const { personas } = this;
    this.#personaWatch = new PersonaWatch({
      personas,
      profile: () => this.profile,
      tell: (text) => tell("warning", text),
    });
    const answering = this.#createAnswering(random);
    const { ledger, ring, model, queue, pipeline } = answering;
    this.ledger = ledger;
    this.ring = ring;
    this.model = model;
    this.queue = queue;
    this.pipeline = pipeline;
    this.trials = this.#createTrials(answering);
    this.quotaWatch = new QuotaWatch({
      ...{ clock, state, ring, ledger },
      alerts: () => settings().alerts,
      tell: (level, text, kind) => this.notices.tell(level, text, kind),
    });
    const { sessions } = this;
    this.presence = new Presence({
      ...{ clock, random, sessions, answering, stores, settings, tell },
      profile: () => this.profile,
      onChange: () => this.#tellStatus(),
    });
    this.bot = this.presence.bot;
    this.rehearsals = new Rehearsals({
      run: ports.runRehearsal,
      bot: () => this.#rehearsedBot(),
      onChange: () => this.#tellRehearsal(),
      onUnexpected: (thrown) => this.recordCommandFailure(thrown, "rehearsal/start"),
    });
    this.#retention = new Retention({ clock, stores, keptFor: () => this.#keptFor() });
  }

  get profile(): Profile {
    return activeProfile(this.settings.current);
  }

  /** Reads what is kept, and begins to listen. */
  async open(): Promise<void> {
    this.#listen();
    if (this.settings.problem !== null) this.notices.tell("error", this.settings.problem);
    this.#personaWatch.look();
    for (const label of await this.vault.open()) {
      this.notices.tell("warning", `The secret of the key "${label}" is gone: enter the key again under Keys.`);
    }
    this.ring.setKeys(this.vault.materials());
    await this.refreshSecrets();
    this.#service = this.inference().endpointUrl;
    this.#retention.start();
    if (this.ports.keepsWatch) this.quotaWatch.start();
  }

  /** Takes the bot offline and puts everything on the disk; asked for again it gives back the same end. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#retention.stop();
    this.rehearsals.cancel();
    this.quotaWatch.stop();
    this.presence.close();
    await this.presence.stop();
    await Promise.all([this.pipeline.close(), this.trials.close()]);
    this.settings.close();
    this.ring.close();
    this.#pulse.close();
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
    // Reading the log announces what was still queued: the sequence is read after it.
    const { entries: log } = this.stores.log.list({ limit: snapshotLogRows });
    const failures = this.stores.failures.list({ resolved: false, limit: heldFailures });
    return {
      sequence: this.events.sequence,
      host: this.ports.host,
      secretProtection: this.#secretProtection,
      status: this.status(),
      pulse: this.#pulse.current,
      settings: this.settings.current,
      profilesWithToken: this.#profilesWithToken,
      keys: this.ring.statuses(),
      personas: this.personas.summaries,
      log,
      failures,
      notices: this.notices.all,
      forgets: this.#forgets,
      rehearsal: this.rehearsals.state,
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

  /** Deletes all that is kept of a member, and lets nothing of what is under way be kept. Throws a QuipdeckError where the disk refuses. */
  forgetMember(authorId: string): ForgottenRecords {
    this.pipeline.forget(authorId);
    this.presence.forget(authorId);
    this.prompts.forgetAll();
    const records = this.stores.forgetMember(authorId);
    this.#forgets += 1;
    this.events.emit({ type: "forgotten", authorId, forgets: this.#forgets });
    return records;
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
      this.presence.tellFailures(found);
      this.#tellStatus();
    });
    this.ring.onChange(() => this.events.emitSoon("keys", () => ({ type: "keys", keys: this.ring.statuses() })));
    this.settings.onChange(() => this.#followSettings());
  }

  #followSettings(): void {
    const { endpointUrl } = this.inference();
    // What one service said of a key says nothing about another's.
    if (endpointUrl !== this.#service) this.ring.reviveAll();
    this.#service = endpointUrl;
    this.ring.setKeys(this.vault.materials());
    this.#personaWatch.look();
    this.#retention.followSettings();
    this.presence.followSettings();
    this.#followSecrets().catch((thrown: unknown) => this.recordCommandFailure(thrown, "settings/set"));
  }

  /** What was removed from the settings keeps no secret, and the host may have moved its secrets with the owner's consent. */
  async #followSecrets(): Promise<void> {
    await this.sessions.forgetRemovedProfiles();
    await this.vault.forgetRemoved();
    await this.refreshSecrets();
  }

  /** While the owner's settings cannot be read, nothing is deleted by the defaults. */
  #keptFor() {
    if (this.settings.problem !== null) return null;
    const { privacy, memory } = this.settings.current;
    return { retentionDays: privacy.retentionDays, memoryHours: memory.maxAgeHours };
  }

  #followPersonas(): void {
    this.events.emit({ type: "personas", personas: this.personas.summaries });
    this.#personaWatch.look();
  }

  #keep(turn: EndedTurn): void {
    this.#seen += 1;
    if (answerOutcomes.includes(turn.outcome)) this.#answered += 1;
    this.stores.log.append(toLogEntry(turn, this.stores.optOuts.has(turn.message.authorId)));
    this.prompts.keep(turn);
    this.#tellStatus();
  }

  #tellStatus(): void {
    this.events.emitSoon("status", () => ({ type: "status", status: this.status() }));
  }

  #tellRehearsal(): void {
    this.events.emitSoon("rehearsal", () => {
      const { state: rehearsal } = this.rehearsals;
      if (rehearsal === null) throw new Error("a rehearsal that was never begun has not changed");
      return { type: "rehearsal", rehearsal };
    });
  }

  #rehearsedBot(): RehearsedBot {
    const settings = { ...this.settings.current, inference: this.inference() };
    return { settings, persona: this.personas.get(this.profile.personaId) };
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

  /** The owner's settings, with what comes from outside in their place. */
  inference(): InferenceSettings {
    const { inference } = this.settings.current;
    const { model, hfEndpoint } = this.ports.outside;
    return { ...inference, model: model ?? inference.model, endpointUrl: hfEndpoint ?? inference.endpointUrl };
  }

  #createAnswering(random: () => number): Answering {
    const { clock, fetch } = this.ports;
    const { ledgerStore, keyStateStore, memoryStore, failures } = this.stores;
    return createAnswering({
      ...{ clock, random, ledgerStore, keyStateStore, exchangeStore: memoryStore, redact: this.redactor.redact },
      settings: () => this.settings.current,
      profile: () => this.profile,
      inference: () => this.inference(),
      persona: (message) => this.personas.get(personaIdFor(this.profile, message)),
      botUserId: () => this.bot.facts.userId,
      call: createHuggingFaceCall(fetch, clock),
      commands: createCommandTargets(this),
      recordFailure: (facts) => failures.record(facts).id,
      onEnd: (turn) => this.#keep(turn),
      onTrouble: (sentence) => this.notices.tell("error", sentence),
    });
  }

  #createTrials(answering: Answering): Trials {
    const { clock } = this.ports;
    const { redactor, personas, stores } = this;
    return new Trials({
      ...{ clock, answering, personas, redact: redactor.redact, failures: stores.failures },
      settings: () => this.settings.current,
    });
  }
}
