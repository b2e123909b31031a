import type { Shard } from "discord.js";
import type { Cancel, Clock } from "../../ports.ts";
import { DiscordFault } from "../faults.ts";
import { provenMs, reconnectPatienceMs } from "../patience.ts";
import {
  type ParentSide,
  ShardLine,
  type ShardOpening,
  type ShardSide,
  type ToldConnection,
  toFault,
} from "./shard-line.ts";

export interface ShardKeeperParts {
  clock: Clock;
  shard: Shard;
  opening: ShardOpening;
  /** What the process says, but for its connection. A refused log-in ends it. */
  hears: Omit<ParentSide, "connection">;
  /** The shard came, or counts other servers, or is away: null. `fault`: why, where its process has ended. */
  onChange: (presence: Presence | null, fault: DiscordFault | null) => void;
}

/** A shard as its process last described itself. */
export type Presence = Extract<ToldConnection, { state: "online" }>;

const firstRespawnMs = 1000;
const longestRespawnMs = 300_000;
/** A process that is asked to end says goodbye to Discord first, which takes at most ten seconds. */
const endPatienceMs = 12_000;

/** Keeps one shard's process alive: whatever passes ends it, and a new one comes, ever more slowly and for ever. */
export class ShardKeeper {
  readonly #parts: ShardKeeperParts;
  readonly #ended = Promise.withResolvers<void>();
  #line: ShardLine<ShardSide, ParentSide>;
  #presence: Presence | null = null;
  #isRunning = false;
  #isEnding = false;
  /** The present process was told to end. */
  #isLeaving = false;
  /** Why, where that is trouble. */
  #fault: DiscordFault | null = null;
  #respawns = 0;
  #onlineSinceMs = Number.POSITIVE_INFINITY;
  #cancelRespawn: Cancel = () => undefined;
  #cancelPatience: Cancel = () => undefined;
  #cancelKill: Cancel = () => undefined;

  constructor(parts: ShardKeeperParts) {
    this.#parts = parts;
    this.#line = this.#openLine();
    parts.shard
      .on("message", (message: unknown) => this.#line.hear(message))
      .on("death", () => this.#bury())
      // A process that could not be started has no end of its own.
      .on("spawn", () => parts.shard.process?.on("error", () => this.#noteError()));
  }

  start(): void {
    const { shard, opening } = this.#parts;
    this.#fault = null;
    this.#isLeaving = false;
    this.#isRunning = true;
    this.#line = this.#openLine();
    // Not waited for as discord.js would: a shard may have to wait long for its turn to log in.
    shard.spawn(-1).catch(() => this.#bury());
    this.#line.ask("connect", opening).catch((fault: DiscordFault) => this.#dismiss(fault));
  }

  /** Asks the present process; rejects with a DiscordFault, too, where it ends meanwhile. */
  get ask(): ShardLine<ShardSide, ParentSide>["ask"] {
    return this.#line.ask.bind(this.#line);
  }

  /** Resolves when the process is gone. */
  end(): Promise<void> {
    if (this.#isEnding) return this.#ended.promise;
    this.#isEnding = true;
    this.#cancelRespawn();
    if (this.#isRunning) this.#dismiss(null);
    else this.#ended.resolve();
    return this.#ended.promise;
  }

  #openLine(): ShardLine<ShardSide, ParentSide> {
    const { shard, hears } = this.#parts;
    // A process that ends in this moment is told of elsewhere.
    const send = (frame: object) => void shard.process?.send(frame, () => undefined);
    return new ShardLine(send, {
      ...hears,
      connection: (connection) => this.#hear(connection),
      mayIdentify: () =>
        hears.mayIdentify().catch((fault: DiscordFault) => {
          this.#dismiss(fault);
          throw fault;
        }),
    });
  }

  #hear(connection: ToldConnection): void {
    if (this.#isLeaving) return;
    const { clock, onChange } = this.#parts;
    const giveUp = () => this.#dismiss(new DiscordFault("network", null));
    this.#cancelPatience();
    if (connection.state === "lost") {
      this.#dismiss(toFault(connection.fault));
      return;
    }
    const isBack = connection.state === "online" && this.#presence === null;
    if (isBack) this.#onlineSinceMs = clock.monotonic();
    this.#presence = connection.state === "online" ? connection : null;
    if (this.#presence === null) this.#cancelPatience = clock.after(reconnectPatienceMs, giveUp);
    onChange(this.#presence, null);
  }

  /** Has the process end, properly where it still can. */
  #dismiss(fault: DiscordFault | null): void {
    const { process: child } = this.#parts.shard;
    if (!this.#isRunning || this.#isLeaving || child === null) return;
    this.#isLeaving = true;
    this.#fault = fault;
    if (child.connected) child.disconnect();
    this.#cancelKill = this.#parts.clock.after(endPatienceMs, () => child.kill("SIGKILL"));
  }

  /** One that could not be started, or be told something, is no error of this process; the former has no end of its own. */
  #noteError(): void {
    const { shard } = this.#parts;
    if (shard.process?.pid === undefined) shard.kill();
  }

  /** The process is gone. */
  #bury(): void {
    const { clock, onChange } = this.#parts;
    this.#isRunning = false;
    for (const cancel of [this.#cancelKill, this.#cancelPatience, this.#cancelRespawn]) cancel();
    this.#line.close();
    this.#presence = null;
    if (this.#isEnding) {
      this.#ended.resolve();
      return;
    }
    if (clock.monotonic() - this.#onlineSinceMs > provenMs) this.#respawns = 0;
    this.#onlineSinceMs = Number.POSITIVE_INFINITY;
    const delayMs = Math.min(longestRespawnMs, firstRespawnMs * 2 ** this.#respawns);
    this.#respawns += 1;
    this.#cancelRespawn = clock.after(delayMs, () => this.start());
    onChange(null, this.#fault ?? new DiscordFault("shard", null));
  }
}
