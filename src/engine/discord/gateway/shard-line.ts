import type { RecentChannel } from "../catch-up.ts";
import { DiscordFault } from "../faults.ts";
import type { OwnConnection } from "./connection.ts";
import type { HeardUse, ShardPlace } from "./listening.ts";
import type { Heard, HeardBefore, Standing } from "./reading.ts";

/** What a shard's process is told at its beginning; it knows nothing else. */
export interface ShardOpening {
  token: string;
  restBase: string | null;
  readsContent: boolean;
  place: ShardPlace;
}

/** What the bot's own process asks of a shard's. */
export interface ShardSide {
  connect(opening: ShardOpening): Promise<void>;
  /** As in History. */
  recentChannels(sinceMs: number): RecentChannel[];
  /** As in History; rejects with a DiscordFault. */
  readPage(channelId: string, beforeId: string | null): Promise<HeardBefore[]>;
}

/** A connection as it crosses the line: a fault by its code. */
export type ToldConnection = Exclude<OwnConnection, { fault: unknown }> | { state: "lost"; fault: FaultRecord };

/** What a shard's process tells the bot's own, and asks of it. */
export interface ParentSide {
  message(message: Heard, standing: Standing): void;
  deleted(messageIds: string[]): void;
  use(use: HeardUse, standing: Standing): void;
  connection(connection: ToldConnection): void;
  /** As in RestAccess, counted in the shard's process. */
  refusal(count: number, remainingMs: number): void;
  /** Resolves when Discord allows this shard to log in. */
  mayIdentify(): Promise<void>;
}

/** A DiscordFault as data. */
export interface FaultRecord {
  faultCode: string;
  status: number | null;
}

export function toRecord({ faultCode, status }: DiscordFault): FaultRecord {
  return { faultCode, status };
}

export function toFault({ faultCode, status }: FaultRecord): DiscordFault {
  return new DiscordFault(faultCode, status);
}

/** Told things have no id: nobody waits for an answer. */
type Frame =
  | { line: "call"; id: number | null; name: string; args: unknown[] }
  | { line: "answer"; id: number; value: unknown }
  | { line: "refusal"; id: number; fault: FaultRecord };

type Functions<Side> = { [Name in keyof Side]: (...args: never[]) => unknown };

/** One end of the line between two processes: each side's functions as the other calls them. */
export class ShardLine<Remote extends Functions<Remote>, Local extends Functions<Local>> {
  readonly #send: (frame: object) => void;
  readonly #local: Local;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  #isClosed = false;

  constructor(send: (frame: object) => void, local: Local) {
    this.#send = send;
    this.#local = local;
  }

  tell<Name extends keyof Remote & string>(name: Name, ...args: Parameters<Remote[Name]>): void {
    this.#send({ line: "call", id: null, name, args } satisfies Frame);
  }

  /** Resolves with the other side's answer; rejects with its DiscordFault, or with one of code `shard` when the line ends. */
  ask<Name extends keyof Remote & string>(
    name: Name,
    ...args: Parameters<Remote[Name]>
  ): Promise<Awaited<ReturnType<Remote[Name]>>> {
    if (this.#isClosed) return Promise.reject(new DiscordFault("shard", null));
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    this.#send({ line: "call", id, name, args } satisfies Frame);
    return answer.promise as Promise<Awaited<ReturnType<Remote[Name]>>>;
  }

  /** Takes what came from the other side; discord.js's own messages pass by. */
  hear(message: unknown): void {
    if (!isFrame(message)) return;
    if (message.line === "call") {
      void this.#serve(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.line === "answer") waiting?.resolve(message.value);
    else waiting?.reject(toFault(message.fault));
  }

  /** Nothing more will come. */
  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) reject(new DiscordFault("shard", null));
    this.#waiting.clear();
  }

  async #serve({ id, name, args }: Extract<Frame, { line: "call" }>): Promise<void> {
    const local = this.#local[name as keyof Local];
    if (id === null) {
      local(...(args as never[]));
      return;
    }
    try {
      this.#send({ line: "answer", id, value: await local(...(args as never[])) } satisfies Frame);
    } catch (thrown) {
      const fault = thrown instanceof DiscordFault ? thrown : new DiscordFault("shard", null, { cause: thrown });
      this.#send({ line: "refusal", id, fault: toRecord(fault) } satisfies Frame);
    }
  }
}

function isFrame(message: unknown): message is Frame {
  return typeof message === "object" && message !== null && "line" in message;
}
