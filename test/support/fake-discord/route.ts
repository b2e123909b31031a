import type { FakeChannel, FakeGuild, FakeMessage } from "./model.ts";
import { bitsOf, type PermissionName } from "./permissions.ts";
import type { LimitClass } from "./rate-limits.ts";
import { refuse } from "./refusal.ts";
import type { World } from "./world.ts";

/** A REST answer; without a body it is a 204. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** One row of the REST table. */
export interface Route {
  readonly method: string;
  /** e.g. `/channels/:channel/messages/:message`. */
  readonly pattern: string;
  readonly limit: LimitClass;
  /** Routes that carry their own secret in the path (interactions, webhooks) need no Authorization header. */
  readonly open?: boolean;
  readonly handle: (call: Call) => Answer;
}

/** A request on its way through its route. The `require…` functions throw Discord's refusals. */
export class Call {
  readonly world: World;
  readonly query: URLSearchParams;
  /** The JSON body, or the `payload_json` of a multipart one. */
  readonly body: unknown;
  /** Files of a multipart body. */
  readonly files: readonly File[];
  readonly #params: Readonly<Record<string, string | undefined>>;

  constructor(world: World, params: Record<string, string | undefined>, query: URLSearchParams, body: Body) {
    this.world = world;
    this.#params = params;
    this.query = query;
    this.body = body.json;
    this.files = body.files;
  }

  param(name: string): string {
    return this.#params[name] ?? "";
  }

  /** The channel, if it exists (10003) and the bot can see it (50001). */
  requireChannel(): FakeChannel {
    const channel = this.world.channels.get(this.param("channel"));
    if (!channel) throw refuse.unknownChannel();
    if (!this.world.botMay(channel, bitsOf("ViewChannel"))) throw refuse.missingAccess();
    return channel;
  }

  /** 50013 unless the bot holds all of these in the channel. */
  requirePermissions(channel: FakeChannel, ...names: PermissionName[]): void {
    if (!this.world.botMay(channel, bitsOf(...names))) throw refuse.missingPermissions();
  }

  requireMessage(channel: FakeChannel): FakeMessage {
    const message = channel.messages.get(this.param("message"));
    if (!message) throw refuse.unknownMessage();
    return message;
  }

  /** The guild, if it exists (10004) and the bot is in it (50001). */
  requireGuild(): FakeGuild {
    const guild = this.world.guilds.get(this.param("guild"));
    if (!guild) throw refuse.unknownGuild();
    if (!guild.members.has(this.world.bot.id)) throw refuse.missingAccess();
    return guild;
  }
}

export interface Body {
  readonly json: unknown;
  readonly files: readonly File[];
}
