import type { WebSocket } from "ws";
import { intent } from "./intents.ts";
import type { Dispatch } from "./model.ts";

/** Gateway opcodes as Discord numbers them. */
export const opcode = {
  Dispatch: 0,
  Heartbeat: 1,
  Identify: 2,
  PresenceUpdate: 3,
  VoiceStateUpdate: 4,
  Resume: 6,
  Reconnect: 7,
  RequestGuildMembers: 8,
  InvalidSession: 9,
  Hello: 10,
  HeartbeatAck: 11,
} as const;

/** Why the gateway closes a connection; discord.js does not come back after 4004 and 4010 to 4014. */
export const closeCode = {
  UnknownOpcode: 4001,
  DecodeError: 4002,
  NotAuthenticated: 4003,
  AuthenticationFailed: 4004,
  AlreadyAuthenticated: 4005,
  InvalidSequence: 4007,
  RateLimited: 4008,
  InvalidShard: 4010,
  ShardingRequired: 4011,
  InvalidApiVersion: 4012,
  InvalidIntents: 4013,
  DisallowedIntents: 4014,
} as const;

/** Thrown to close a connection with a code. */
export class Hangup extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** One socket. It outlives no drop; the session does. */
export interface Connection {
  readonly socket: WebSocket;
  session: Session | null;
  /** A zombie: open, but nothing comes out of it any more, not even heartbeat ACKs. */
  frozen: boolean;
  /** Start and count of the current minute of client sends. */
  sends: { since: number; count: number };
}

export function transmit(connection: Connection, payload: object): void {
  if (!connection.frozen) connection.socket.send(JSON.stringify(payload));
}

/** A shard's number, and how many there are. */
export type Shard = readonly [id: number, count: number];

/** Whether a server is a shard's; what happens in no server, such as a direct message, is the first one's. */
export function isOfShard([id, count]: Shard, guildId: string | null): boolean {
  return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

interface Identity {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard;
}

/** What one IDENTIFY began: it numbers its events and keeps them, so that a later connection can resume it. */
export class Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard;
  connection: Connection | null;
  resumable = true;
  sequence = 0;
  readonly #replayLimit: number;
  readonly #kept: { readonly sequence: number; readonly payload: object }[] = [];

  constructor({ id, intents, shard }: Identity, connection: Connection, replayLimit: number) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
    this.connection = connection;
    this.#replayLimit = replayLimit;
  }

  /** As `dispatch`, for what happens in the world: only what happens in this shard's servers gets through. */
  offer(dispatch: Dispatch): void {
    if (isOfShard(this.shard, guildOf(dispatch))) this.dispatch(dispatch);
  }

  /** Sends an event if the session's intents let it through; without a connection it waits for the resume. */
  dispatch({ name, intents, data }: Dispatch): void {
    if (intents !== 0 && (this.intents & intents) === 0) return;
    this.sequence += 1;
    const seesContent = (this.intents & intent.MessageContent) !== 0;
    // A copy: later changes to the model must not reach events already numbered.
    const body = structuredClone(data(seesContent));
    const payload = { op: opcode.Dispatch, t: name, s: this.sequence, d: body };
    this.#kept.push({ sequence: this.sequence, payload });
    if (this.#kept.length > this.#replayLimit) this.#kept.shift();
    if (this.connection) transmit(this.connection, payload);
  }

  /** Whether every event after `sequence` is still kept. */
  canReplayFrom(sequence: number): boolean {
    const oldest = this.#kept[0];
    return oldest === undefined ? sequence === this.sequence : oldest.sequence <= sequence + 1;
  }

  /** Takes a new connection, sends it what came after `sequence`, and gives the number of events sent. */
  resumeOn(connection: Connection, sequence: number): number {
    this.connection = connection;
    const missed = this.#kept.filter((event) => event.sequence > sequence);
    for (const { payload } of missed) transmit(connection, payload);
    return missed.length;
  }
}

/** The server of which an event tells. */
function guildOf({ name, data }: Dispatch): string | null {
  const body = data(true);
  const key = /^GUILD_(?:CREATE|UPDATE|DELETE)$/.test(name) ? "id" : "guild_id";
  const id = key in body ? (body as Record<string, unknown>)[key] : null;
  return typeof id === "string" ? id : null;
}
