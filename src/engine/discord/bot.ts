import { type ErrorReport, QuipdeckError } from "../../shared/errors.ts";
import type { BotState, ShardsUp } from "../../shared/models.ts";
import type { Cancel, Clock } from "../ports.ts";
import { DiscordFault } from "./faults.ts";
import type { Connection, Gateway, GatewayOptions } from "./gateway.ts";
import { provenMs, reconnectPatienceMs } from "./patience.ts";

type Session = Pick<Gateway, "connect" | "disconnect">;

export interface BotParts {
  clock: Clock;
  /** 0 to 1, for jitter. */
  random: () => number;
  /** Makes the next session's gateway from the settings of that moment; rejects with a QuipdeckError. */
  openSession: (events: Pick<GatewayOptions, "onConnection">) => Promise<Session>;
  /** A session ended: turns at work have nobody to answer to. */
  onSessionEnd: () => void;
  /** The bot was not there between these times, ms since the epoch; what was said then it never sees. */
  onGap: (fromMs: number, toMs: number) => void;
  onChange: () => void;
}

/** The bot as far as Discord is concerned. */
export interface BotFacts {
  state: BotState;
  name: string | null;
  userId: string | null;
  guildCount: number;
  /** Null where there is no session. */
  shards: ShardsUp | null;
  since: number;
  problem: ErrorReport | null;
}

const firstRetryMs = 5000;
const longestRetryMs = 300_000;

/** Keeps one session with Discord alive: starts, stops, and comes back after everything that passes. */
export class Bot {
  readonly #parts: BotParts;
  #facts: BotFacts;
  #gateway: Session | null = null;
  /** Counts the sessions, so that late events of an earlier one are not heard. */
  #session = 0;
  #failedAttempts = 0;
  /** When a session was lost that is not back yet, ms since the epoch. */
  #lostAt: number | null = null;
  /** Monotonic time of the last log-in, ms. */
  #openedMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: Cancel = () => undefined;
  #closing: Promise<unknown> = Promise.resolve();
  #ending: Promise<void> | null = null;

  constructor(parts: BotParts) {
    this.#parts = parts;
    this.#facts = {
      state: "stopped",
      name: null,
      userId: null,
      guildCount: 0,
      shards: null,
      since: parts.clock.now(),
      problem: null,
    };
  }

  get facts(): Readonly<BotFacts> {
    return this.#facts;
  }

  /** Resolves when the bot is online, or when it keeps trying; rejects when only the owner can help. */
  async start(): Promise<void> {
    if (this.#facts.state !== "stopped" && this.#facts.state !== "failed") {
      throw new QuipdeckError("wrong-state", `The bot is ${this.#facts.state}.`, "Stop it before starting it again.");
    }
    this.#failedAttempts = 0;
    await this.#open("starting");
  }

  /** Resolves when the bot is offline. Whatever was under way gives way to it. */
  stop(): Promise<void> {
    this.#ending ??= this.#end().finally(() => {
      this.#ending = null;
    });
    return this.#ending;
  }

  /** A fresh session; also starts a bot that was not running. */
  async reboot(): Promise<void> {
    if (this.#facts.state === "starting" || this.#facts.state === "stopping") {
      throw new QuipdeckError("wrong-state", `The bot is ${this.#facts.state} already.`, "Wait for a moment.");
    }
    this.#change({ state: "starting", problem: null });
    if (await this.#close()) await this.#open("starting");
  }

  /** What it failed of may be mended: only the next start tells. It stays failed, for it is wanted online. */
  forgetFailure(): void {
    if (this.#facts.state === "failed") this.#change({ problem: null });
  }

  async #end(): Promise<void> {
    if (this.#facts.state === "stopped") return;
    this.#change({ state: "stopping", problem: null });
    await this.#close();
    this.#change({ state: "stopped", guildCount: 0 });
  }

  async #open(state: "starting" | "reconnecting"): Promise<void> {
    this.#session += 1;
    const session = this.#session;
    this.#openedMs = this.#parts.clock.monotonic();
    this.#change({ state, ...(state === "starting" ? { problem: null } : {}) });
    try {
      const gateway = await this.#parts.openSession({
        onConnection: (connection) => {
          if (session === this.#session) this.#hear(connection);
        },
      });
      if (session !== this.#session) return await gateway.disconnect();
      this.#gateway = gateway;
      await gateway.connect();
    } catch (thrown) {
      if (session !== this.#session) return;
      await this.#meet(thrown);
    }
  }

  #hear(connection: Connection): void {
    if (this.#facts.state === "stopping" || this.#facts.state === "stopped") return;
    this.#cancelTimer();
    if (connection.state === "online") {
      const { userId, name, guildCount, shards, isFresh } = connection;
      if (isFresh && this.#lostAt !== null) this.#parts.onGap(this.#lostAt, this.#parts.clock.now());
      this.#lostAt = null;
      this.#change({ state: "online", userId, name, guildCount, shards, problem: null });
    } else if (connection.state === "reconnecting") {
      // While the first log-in is under way its own promise tells how it ends.
      if (this.#facts.state !== "starting") this.#change({ state: "reconnecting", shards: connection.shards });
      this.#cancelTimer = this.#parts.clock.after(reconnectPatienceMs, () => void this.#reopen());
    } else if (connection.state === "partly-online") {
      // No patience is needed: what is away is brought back without ending the rest.
      const state = this.#facts.state === "starting" ? "starting" : "reconnecting";
      const { self, shards, fault } = connection;
      this.#change({ ...self, state, shards, problem: fault?.toReport() ?? this.#facts.problem });
    } else if (this.#facts.state !== "starting") {
      // The state and its problem tell of a fatal end.
      this.#meet(connection.fault).catch(() => undefined);
    }
  }

  /** Tries again later after what passes; gives up, and throws, where only the owner can help. */
  async #meet(thrown: unknown): Promise<void> {
    if (!(await this.#close())) return;
    const fault = thrown instanceof QuipdeckError ? thrown : new DiscordFault("network", null, { cause: thrown });
    if (!(fault instanceof DiscordFault) || fault.isFatal) {
      this.#change({ state: "failed", guildCount: 0, problem: fault.toReport() });
      throw fault;
    }
    if (this.#parts.clock.monotonic() - this.#openedMs > provenMs) this.#failedAttempts = 0;
    const delayMs =
      Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failedAttempts) * (0.75 + this.#parts.random() / 2);
    this.#failedAttempts += 1;
    this.#change({ state: "reconnecting", problem: fault.toReport() });
    this.#cancelTimer = this.#parts.clock.after(delayMs, () => void this.#reopen());
  }

  async #reopen(): Promise<void> {
    if (!(await this.#close())) return;
    // A fatal end is told by the state and its problem.
    await this.#open("reconnecting").catch(() => undefined);
  }

  /** Ends the session; false when something newer has begun meanwhile, to which the caller must give way. */
  async #close(): Promise<boolean> {
    this.#session += 1;
    const session = this.#session;
    this.#cancelTimer();
    this.#closing = Promise.all([this.#closing, this.#gateway?.disconnect()]);
    this.#gateway = null;
    this.#facts = { ...this.#facts, shards: null };
    this.#parts.onSessionEnd();
    await this.#closing;
    return session === this.#session;
  }

  #change(facts: Partial<BotFacts>): void {
    if (this.#facts.state === "online" && facts.state === "reconnecting") this.#lostAt = this.#parts.clock.now();
    if (facts.state === "stopped") this.#lostAt = null;
    const since =
      facts.state !== undefined && facts.state !== this.#facts.state ? this.#parts.clock.now() : this.#facts.since;
    this.#facts = { ...this.#facts, ...facts, since };
    this.#parts.onChange();
  }
}
