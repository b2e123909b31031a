import type { Server } from "node:http";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { applicationFlags, areAllowed, areAssigned, intent } from "./intents.ts";
import { Journal } from "./journal.ts";
import { type Connection, closeCode, Hangup, isOfShard, opcode, Session, type Shard, transmit } from "./session.ts";
import { fullMemberOnWire, guildCreateOnWire, userOnWire } from "./wire.ts";
import type { World } from "./world.ts";

/** What happened at the gateway, for tests to look at and wait on. */
export interface GatewayEvent {
  readonly kind:
    | "connected"
    | "identified"
    | "resumed"
    | "refused-identify"
    | "refused-resume"
    | "heartbeat"
    | "presence"
    | "closed";
  readonly at: number;
  readonly sessionId?: string;
  /** `closed`: the close code, 1006 where the connection just broke. */
  readonly code?: number;
  /** `resumed`: how many missed events were sent again. */
  readonly replayed?: number;
  /** `identified` and `presence`: what the bot sent. */
  readonly data?: unknown;
}

const SENDS_PER_MINUTE = 120;
const MAX_PAYLOAD_BYTES = 4_096;

const frame = z.object({ op: z.number(), d: z.unknown() });
const identifyData = z.object({
  token: z.string(),
  intents: z.number(),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
const resumeData = z.object({ token: z.string(), session_id: z.string(), seq: z.number().nullable() });
const membersRequest = z.object({
  guild_id: z.string(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
});

/** The WebSocket side: HELLO, IDENTIFY, RESUME, heartbeats, and events according to each session's intents. */
export class Gateway {
  readonly journal: Journal<GatewayEvent>;
  /** Identifies left today; GET /gateway/bot tells. The one too many resets the token, as on the real Discord. */
  identifiesRemaining: number;
  readonly #world: World;
  readonly #http: Server;
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  /** When a shard of each group identified last. */
  readonly #identifiedAt = new Map<number, number>();

  constructor(world: World, http: Server) {
    this.#world = world;
    this.identifiesRemaining = world.settings.identifiesRemaining;
    this.journal = new Journal("gateway events", world.settings.setTimer);
    this.#http = http;
    http.on("upgrade", (request, stream, head) => {
      this.#server.handleUpgrade(request, stream, head, (socket) => this.#onConnection(socket, request.url ?? "/"));
    });
    world.subscribe((dispatch) => {
      for (const session of this.#sessions.values()) session.offer(dispatch);
    });
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Breaks every connection: with a close code, or as a cut cable does (the bot sees 1006). Sessions can resume. */
  dropConnections(code?: number): void {
    for (const connection of [...this.#connections]) {
      if (code === undefined) connection.socket.terminate();
      else connection.socket.close(code, "dropped by the test");
    }
  }

  /** Op 7: asks the bot to reconnect and resume. */
  askToReconnect(): void {
    for (const connection of this.#connections) transmit(connection, { op: opcode.Reconnect, d: null });
  }

  /** Op 9 to every connection. `resumable` false (the default) also ends the sessions. */
  invalidateSessions({ resumable = false } = {}): void {
    for (const connection of this.#connections) {
      transmit(connection, { op: opcode.InvalidSession, d: resumable });
      if (!resumable) this.#endSession(connection);
    }
  }

  /** Lets the sessions run on, but answers any later RESUME of them with op 9. */
  forgetSessions(): void {
    for (const session of this.#sessions.values()) session.resumable = false;
  }

  /** Turns today's connections into zombies: no ACK, no event. What they miss is kept for the resume. */
  freezeConnections(): void {
    for (const connection of this.#connections) connection.frozen = true;
  }

  /** Resets the token as the portal's button does: every connection closes with 4004, REST answers 401. */
  resetToken(): void {
    this.#world.token = null;
    this.#sessions.clear();
    this.dropConnections(closeCode.AuthenticationFailed);
  }

  close(): void {
    for (const connection of this.#connections) connection.socket.terminate();
    this.#server.close();
  }

  #onConnection(socket: WebSocket, url: string): void {
    const now = this.#world.now();
    const connection: Connection = { socket, session: null, frozen: false, sends: { since: now, count: 0 } };
    this.#connections.add(connection);
    socket.on("message", (data) => this.#orHangUp(connection, () => this.#onMessage(connection, data)));
    socket.on("close", (code) => this.#onClose(connection, code));
    // A broken socket also closes, and that is where it is noted; without a listener ws would throw.
    socket.on("error", () => socket.terminate());
    this.#note("connected");
    this.#orHangUp(connection, () => {
      const query = new URL(url, "ws://127.0.0.1").searchParams;
      if (query.get("v") !== "10") throw new Hangup(closeCode.InvalidApiVersion, "Invalid API version");
      // discord.js asks for compression only where zlib-sync is installed.
      if (query.get("encoding") !== "json" || query.has("compress")) throw new Hangup(1003, "Plain JSON only");
      const interval = this.#world.settings.heartbeatIntervalMs;
      transmit(connection, { op: opcode.Hello, d: { heartbeat_interval: interval, _trace: [] } });
    });
  }

  #onClose(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    this.#note("closed", { code, ...(session && { sessionId: session.id }) });
    if (session?.connection !== connection) return;
    session.connection = null;
    // A bot that says goodbye with 1000 or 1001 ends its session; after anything else it may come back.
    if (code === 1000 || code === 1001 || !session.resumable) this.#endSession(connection);
  }

  #endSession(connection: Connection): void {
    if (connection.session) this.#sessions.delete(connection.session.id);
    connection.session = null;
  }

  #onMessage(connection: Connection, data: RawData): void {
    const text = data.toString();
    if (text.length > MAX_PAYLOAD_BYTES) throw new Hangup(closeCode.DecodeError, "Payload too large");
    if (this.#isTooFast(connection)) throw new Hangup(closeCode.RateLimited, "Rate limited");
    const { op, d } = decode(frame, parseJson(text));
    const { session } = connection;
    if (op === opcode.Heartbeat) this.#onHeartbeat(connection);
    else if (op === opcode.Identify) this.#onIdentify(connection, d);
    else if (op === opcode.Resume) this.#onResume(connection, d);
    else if (!session) throw new Hangup(closeCode.NotAuthenticated, "Not authenticated");
    else if (op === opcode.PresenceUpdate) this.#note("presence", { data: d });
    else if (op === opcode.RequestGuildMembers) this.#onMembersRequest(session, d);
    else if (op !== opcode.VoiceStateUpdate) throw new Hangup(closeCode.UnknownOpcode, "Unknown opcode");
  }

  #onHeartbeat(connection: Connection): void {
    this.#note("heartbeat");
    transmit(connection, { op: opcode.HeartbeatAck, d: null });
  }

  #onIdentify(connection: Connection, data: unknown): void {
    const world = this.#world;
    const { token, intents, shard } = decode(identifyData, data);
    if (connection.session) throw new Hangup(closeCode.AlreadyAuthenticated, "Already authenticated");
    this.#requireToken(token);
    if (this.identifiesRemaining <= 0) {
      this.resetToken();
      return;
    }
    if (shard[0] < 0 || shard[0] >= shard[1]) throw new Hangup(closeCode.InvalidShard, "Invalid shard");
    const guilds = world.guildsOfBot().filter(({ id }) => isOfShard(shard, id));
    if (guilds.length > world.settings.guildsPerShard) {
      throw new Hangup(closeCode.ShardingRequired, "Sharding required.");
    }
    if (!areAssigned(intents)) throw new Hangup(closeCode.InvalidIntents, "Invalid intent(s).");
    if (!areAllowed(intents, world.privilegedIntents)) {
      throw new Hangup(closeCode.DisallowedIntents, "Disallowed intent(s).");
    }
    this.identifiesRemaining -= 1;
    if (this.#isTooSoon(shard)) {
      this.#note("refused-identify", { data });
      transmit(connection, { op: opcode.InvalidSession, d: false });
      return;
    }
    const id = crypto.randomUUID();
    const session = new Session({ id, intents, shard }, connection, world.settings.replayLimit);
    connection.session = session;
    this.#sessions.set(session.id, session);
    this.#note("identified", { sessionId: session.id, data });
    session.dispatch({ name: "READY", intents: 0, data: () => this.#ready(session) });
    for (const guild of guilds) {
      session.dispatch({ name: "GUILD_CREATE", intents: intent.Guilds, data: () => guildCreateOnWire(world, guild) });
    }
  }

  /** Whether a shard of the same group has identified a moment ago. */
  #isTooSoon([id]: Shard): boolean {
    const { maxConcurrency, identifyIntervalMs, now } = this.#world.settings;
    const group = id % maxConcurrency;
    const isTooSoon = now() - (this.#identifiedAt.get(group) ?? Number.NEGATIVE_INFINITY) < identifyIntervalMs;
    if (!isTooSoon) this.#identifiedAt.set(group, now());
    return isTooSoon;
  }

  #ready(session: Session): object {
    const world = this.#world;
    const guilds = world.guildsOfBot().filter(({ id }) => isOfShard(session.shard, id));
    return {
      v: 10,
      user: { ...userOnWire(world.bot), verified: true, mfa_enabled: true, email: null, flags: 0 },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      session_type: "normal",
      shard: session.shard,
      application: { id: world.bot.id, flags: applicationFlags(world.privilegedIntents) },
      private_channels: [],
      relationships: [],
      presences: [],
      _trace: [],
    };
  }

  /** The gateway's address, as GET /gateway/bot and READY give it. */
  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("the fake Discord is not listening");
    return `ws://127.0.0.1:${address.port}`;
  }

  #requireToken(token: string): void {
    if (token !== this.#world.token) throw new Hangup(closeCode.AuthenticationFailed, "Authentication failed.");
  }

  #onResume(connection: Connection, data: unknown): void {
    const { token, session_id: sessionId, seq } = decode(resumeData, data);
    this.#requireToken(token);
    const session = this.#sessions.get(sessionId);
    const sequence = seq ?? 0;
    if (session && sequence > session.sequence) {
      this.#sessions.delete(sessionId);
      throw new Hangup(closeCode.InvalidSequence, "Invalid seq");
    }
    if (!session?.resumable || !session.canReplayFrom(sequence)) {
      this.#sessions.delete(sessionId);
      this.#note("refused-resume", { sessionId });
      transmit(connection, { op: opcode.InvalidSession, d: false });
      return;
    }
    connection.session = session;
    const replayed = session.resumeOn(connection, sequence);
    session.dispatch({ name: "RESUMED", intents: 0, data: () => ({ _trace: [] }) });
    this.#note("resumed", { sessionId, replayed });
  }

  /** Op 8, answered in one chunk: everybody for those with the GuildMembers intent, else only the people named. */
  #onMembersRequest(session: Session, data: unknown): void {
    const { guild_id: guildId, user_ids: wanted, nonce } = decode(membersRequest, data);
    const guild = this.#world.guilds.get(guildId);
    if (!guild) return;
    const named = wanted === undefined ? undefined : [wanted].flat();
    if (!named && !(session.intents & intent.GuildMembers)) return;
    const ids = named ?? [...guild.members.keys()];
    session.dispatch({
      name: "GUILD_MEMBERS_CHUNK",
      intents: 0,
      data: () => ({
        guild_id: guild.id,
        members: ids.flatMap((id) => guild.members.get(id) ?? []).map(fullMemberOnWire),
        not_found: ids.filter((id) => !guild.members.has(id)),
        chunk_index: 0,
        chunk_count: 1,
        ...(nonce !== undefined && { nonce }),
      }),
    });
  }

  #isTooFast(connection: Connection): boolean {
    const now = this.#world.now();
    if (now - connection.sends.since >= 60_000) connection.sends = { since: now, count: 0 };
    connection.sends.count += 1;
    return connection.sends.count > SENDS_PER_MINUTE;
  }

  #orHangUp(connection: Connection, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Hangup)) throw error;
      connection.socket.close(error.code, error.message);
    }
  }

  #note(kind: GatewayEvent["kind"], detail: Omit<GatewayEvent, "kind" | "at"> = {}): void {
    this.journal.add({ kind, at: this.#world.now(), ...detail });
  }
}

function decode<Shape extends z.ZodType>(shape: Shape, data: unknown): z.output<Shape> {
  const parsed = shape.safeParse(data);
  if (!parsed.success) throw new Hangup(closeCode.DecodeError, "Error while decoding payload");
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Hangup(closeCode.DecodeError, "Error while decoding payload");
  }
}
