import { z } from "zod";
import { Journal } from "./journal.ts";
import { readMessageBody } from "./message-body.ts";
import type { FakeChannel, FakeUser } from "./model.ts";
import { permission } from "./permissions.ts";
import { refuse } from "./refusal.ts";
import type { Answer, Call, Route } from "./route.ts";
import { channelOnWire, fullMemberOnWire, userOnWire } from "./wire.ts";
import type { World } from "./world.ts";

const FIRST_ANSWER_MS = 3_000;
const TOKEN_LIFE_MS = 15 * 60_000;
const MESSAGE_CALLBACK = 4;
const SUBCOMMAND = 1;

const commandName = z.string().regex(/^[-_\p{L}\p{N}]{1,32}$/u);
const description = z.string().min(1).max(100);
const option = z.looseObject({ type: z.int(), name: commandName, description });
/** A chat-input command, the only type that the fake knows. */
const commandBody = z.looseObject({
  name: commandName,
  description,
  options: z.array(option).max(25).optional(),
  default_member_permissions: z.string().nullish(),
  contexts: z.array(z.int()).optional(),
});
const callbackBody = z.object({ type: z.number(), data: z.looseObject({}).optional() });

export type Command = z.infer<typeof commandBody> & { readonly id: string; readonly guild_id?: string };

/** A slash command that somebody uses. */
export interface CommandUse {
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  /** A command that the bot has registered. */
  readonly command: string;
  readonly subcommand?: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** An answer of the bot to a command: the first one, an edit of it, or a further message. */
export interface InteractionAnswer {
  readonly kind: "callback" | "edit" | "follow-up";
  /** The callback's type, e.g. 5 for "thinking…". */
  readonly type?: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** A command under way. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly startedAt: number;
  readonly answers: Journal<InteractionAnswer>;

  constructor(world: World) {
    this.id = world.newId();
    this.token = `interaction-${crypto.randomUUID()}`;
    this.startedAt = world.now();
    this.answers = new Journal("interaction answers", world.settings.setTimer);
  }

  /** The text that the person gets to see; a deferral alone is none. */
  async waitForText(timeoutMs = 1_000): Promise<string> {
    const answer = await this.answers.waitForMatch(({ data }) => typeof data.content === "string", timeoutMs);
    return answer.data.content as string;
  }
}

/** Commands the bot has registered, and those that people use. */
export class Interactions {
  readonly commands: Command[] = [];
  readonly #world: World;
  readonly #running: Interaction[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Lets somebody use a command, and gives what the bot answers. */
  use({ channel, user, command, subcommand, options = {} }: CommandUse): Interaction {
    const found = this.commands.find(
      ({ name, guild_id: guildId }) => name === command && (guildId === undefined || guildId === channel.guildId),
    );
    if (!found) throw new Error(`the bot has not registered a command /${command}`);
    const world = this.#world;
    requireUsable(world, found, channel, user, subcommand);
    const interaction = new Interaction(world);
    this.#running.push(interaction);
    const given = Object.entries(options).map(([name, value]) => ({ name, value, type: optionType(value) }));
    const data = {
      id: found.id,
      name: command,
      type: 1,
      options: subcommand === undefined ? given : [{ name: subcommand, type: 1, options: given }],
    };
    world.emit("INTERACTION_CREATE", 0, () => ({
      id: interaction.id,
      token: interaction.token,
      application_id: world.bot.id,
      type: 2,
      version: 1,
      data,
      ...whereAndWho(world, channel, user),
      app_permissions: world.permissionsIn(channel, world.bot.id).toString(),
      locale: "en-US",
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: 10_485_760,
    }));
    return interaction;
  }

  routes(): readonly Route[] {
    const other = (method: string, pattern: string, handle: Route["handle"], open = false): Route => {
      return { method, pattern, limit: "other", handle, open };
    };
    const lists = ["/applications/:app/commands", "/applications/:app/guilds/:guild/commands"];
    return [
      ...lists.map((pattern) => other("GET", pattern, (call) => ({ status: 200, body: this.#listed(call) }))),
      ...lists.map((pattern) => other("PUT", pattern, (call) => this.#replaceCommands(call))),
      other("POST", "/interactions/:id/:token/callback", (call) => this.#callback(call), true),
      other("PATCH", "/webhooks/:app/:token/messages/@original", (call) => this.#answer(call, "edit"), true),
      other("POST", "/webhooks/:app/:token", (call) => this.#answer(call, "follow-up"), true),
    ];
  }

  #listed(call: Call): Command[] {
    const guildId = call.param("guild") || undefined;
    return this.commands.filter((command) => command.guild_id === guildId);
  }

  #replaceCommands(call: Call): Answer {
    const parsed = z.array(commandBody).max(100).safeParse(call.body);
    if (!parsed.success) throw refuse.invalidForm("_errors", "BASE_TYPE_INVALID", "Not a list of commands.");
    const guildId = call.param("guild") === "" ? {} : { guild_id: call.requireGuild().id };
    const before = this.#listed(call);
    for (const old of before) this.commands.splice(this.commands.indexOf(old), 1);
    const application = { application_id: this.#world.bot.id, version: "1", type: 1 };
    const made = parsed.data.map((body) => ({
      default_member_permissions: null,
      ...application,
      ...body,
      ...guildId,
      // A command of the same name is changed; any other is a new one.
      id: before.find(({ name }) => name === body.name)?.id ?? call.world.newId(),
    }));
    this.commands.push(...made);
    return { status: 200, body: made };
  }

  #callback(call: Call): Answer {
    const interaction = this.#running.find(({ id, token }) => id === call.param("id") && token === call.param("token"));
    const isLate = interaction && this.#world.now() - interaction.startedAt > FIRST_ANSWER_MS;
    if (!interaction || isLate) throw refuse.unknownInteraction();
    if (interaction.answers.entries.length > 0) throw refuse.alreadyAcknowledged();
    const parsed = callbackBody.safeParse(call.body);
    if (!parsed.success) throw refuse.invalidForm("type", "BASE_TYPE_REQUIRED", "This field is required");
    const { type, data = {} } = parsed.data;
    if (type === MESSAGE_CALLBACK) readMessageBody(data, "data.");
    interaction.answers.add({ kind: "callback", type, data, at: this.#world.now() });
    if (call.query.get("with_response") !== "true") return { status: 204 };
    return { status: 200, body: { interaction: { id: interaction.id, type: 2 } } };
  }

  #answer(call: Call, kind: InteractionAnswer["kind"]): Answer {
    const interaction = this.#running.find(({ token }) => token === call.param("token"));
    const isOver = interaction && this.#world.now() - interaction.startedAt > TOKEN_LIFE_MS;
    if (!interaction || isOver || interaction.answers.entries.length === 0) throw refuse.unknownWebhook();
    const { content } = readMessageBody(call.body);
    const data = z.looseObject({}).parse(call.body ?? {});
    interaction.answers.add({ kind, data, at: this.#world.now() });
    return { status: 200, body: this.#asMessage(content ?? "") };
  }

  /** Enough of a message for discord.js; interaction answers are not among the channel's messages here. */
  #asMessage(content: string): object {
    const { bot } = this.#world;
    const timestamp = new Date(this.#world.now()).toISOString();
    const author = userOnWire(bot);
    const blank = {
      embeds: [],
      attachments: [],
      components: [],
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
    };
    return { id: this.#world.newId(), channel_id: "0", type: 20, author, content, timestamp, ...blank };
  }
}

/** Throws where Discord's client would not offer the command to this person here. */
function requireUsable(
  world: World,
  command: Command,
  channel: FakeChannel,
  user: FakeUser,
  subcommand?: string,
): void {
  const { name, options = [], contexts, default_member_permissions: bits } = command;
  const offered = options.filter(({ type }) => type === SUBCOMMAND).map((one) => one.name);
  if (offered.length > 0 && !offered.includes(subcommand ?? "")) {
    throw new Error(`/${name} has the subcommands ${offered.join(", ")}, not ${subcommand}`);
  }
  if (contexts && !contexts.includes(channel.guildId === null ? 1 : 0)) {
    throw new Error(`/${name} is not offered in this kind of channel`);
  }
  const held = world.permissionsIn(channel, user.id);
  const isAllowed = (held & permission.Administrator) !== 0n || (held & BigInt(bits ?? 0)) === BigInt(bits ?? 0);
  if (bits && !isAllowed) throw new Error(`/${name} is hidden from ${user.username}`);
}

function whereAndWho(world: World, channel: FakeChannel, user: FakeUser): object {
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  const where = { channel_id: channel.id, channel: channelOnWire(channel), context: guild ? 0 : 1 };
  if (!guild || !member) return { ...where, user: userOnWire(user) };
  const permissions = world.permissionsIn(channel, user.id).toString();
  return { ...where, guild_id: guild.id, member: { ...fullMemberOnWire(member), permissions } };
}

/** Option types as Discord numbers them: 3 text, 4 integer, 5 boolean, 10 number. */
function optionType(value: string | number | boolean): number {
  if (typeof value === "string") return 3;
  if (typeof value === "boolean") return 5;
  return Number.isInteger(value) ? 4 : 10;
}
