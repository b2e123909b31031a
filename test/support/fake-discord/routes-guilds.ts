import { z } from "zod";
import { directMessageWith, startThread } from "./drive-world.ts";
import { applicationFlags } from "./intents.ts";
import { channelType, type FakeGuild } from "./model.ts";
import { guildPermissions } from "./permissions.ts";
import { refuse } from "./refusal.ts";
import type { Answer, Call, Route } from "./route.ts";
import { channelOnWire, fullMemberOnWire, guildOnWire, roleOnWire, userOnWire } from "./wire.ts";

const get = (pattern: string, handle: Route["handle"]): Route => ({ method: "GET", pattern, limit: "other", handle });
const post = (pattern: string, handle: Route["handle"]): Route => ({ method: "POST", pattern, limit: "other", handle });
const put = (pattern: string, handle: Route["handle"]): Route => ({ method: "PUT", pattern, limit: "other", handle });
const ok = (body: unknown): Answer => ({ status: 200, body });

/** The bot itself, its servers, their channels, members and roles, and the opening of threads. */
export const guildRoutes: readonly Route[] = [
  get("/users/@me", (call) => ok({ ...userOnWire(call.world.bot), verified: true, mfa_enabled: true, flags: 0 })),
  get("/users/@me/guilds", (call) =>
    ok(call.world.guildsOfBot().map((guild) => partialGuild(guild, call.world.bot.id))),
  ),
  post("/users/@me/channels", openDirectMessage),
  get("/users/:user", getUser),
  get("/applications/@me", getApplication),
  get("/oauth2/applications/@me", getApplication),
  get("/guilds/:guild", (call) => ok(guildOnWire(call.requireGuild()))),
  get("/guilds/:guild/channels", listChannels),
  get("/guilds/:guild/roles", (call) => ok([...call.requireGuild().roles.values()].map(roleOnWire))),
  get("/guilds/:guild/members", listMembers),
  get("/guilds/:guild/members/:user", getMember),
  get("/channels/:channel", (call) => ok(channelOnWire(call.requireChannel()))),
  post("/channels/:channel/threads", openThread),
  post("/channels/:channel/messages/:message/threads", openThread),
  put("/channels/:channel/thread-members/@me", joinThread),
  put("/channels/:channel/thread-members/:user", addToThread),
];

function partialGuild(guild: FakeGuild, userId: string): object {
  const permissions = guildPermissions(guild, userId).toString();
  return { id: guild.id, name: guild.name, icon: null, banner: null, owner: false, permissions, features: [] };
}

function getApplication({ world }: Call): Answer {
  return ok({
    id: world.bot.id,
    name: world.bot.username,
    description: "",
    icon: null,
    bot: userOnWire(world.bot),
    bot_public: false,
    bot_require_code_grant: false,
    flags: applicationFlags(world.privilegedIntents),
    approximate_guild_count: world.guildsOfBot().length,
    verify_key: "0".repeat(64),
    owner: { id: "1", username: "owner", discriminator: "0", global_name: null, avatar: null },
    team: null,
  });
}

function getUser(call: Call): Answer {
  const user = call.world.users.get(call.param("user"));
  if (!user) throw refuse.unknownUser();
  return ok(userOnWire(user));
}

function openDirectMessage(call: Call): Answer {
  const parsed = z.object({ recipient_id: z.string() }).safeParse(call.body);
  const recipient = parsed.success ? call.world.users.get(parsed.data.recipient_id) : undefined;
  if (!recipient) throw refuse.unknownUser();
  return ok(channelOnWire(directMessageWith(call.world, recipient)));
}

function listChannels(call: Call): Answer {
  const guild = call.requireGuild();
  const channels = [...call.world.channels.values()].filter((channel) => channel.guildId === guild.id);
  return ok(channels.filter((channel) => channel.type !== channelType.publicThread).map(channelOnWire));
}

/** Only with the GuildMembers switch on; at most `limit` (1 unless told otherwise) after the user `after`. */
function listMembers(call: Call): Answer {
  const guild = call.requireGuild();
  if (!call.world.privilegedIntents.has("GuildMembers")) throw refuse.missingAccess();
  const after = BigInt(call.query.get("after") ?? 0);
  const sorted = [...guild.members.values()].sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1));
  const page = sorted.filter((member) => BigInt(member.user.id) > after).slice(0, Number(call.query.get("limit") ?? 1));
  return ok(page.map(fullMemberOnWire));
}

function getMember(call: Call): Answer {
  const wanted = call.param("user");
  const member = call.requireGuild().members.get(wanted === "@me" ? call.world.bot.id : wanted);
  if (!member) throw refuse.unknownMember();
  return ok(fullMemberOnWire(member));
}

const threadBody = z.object({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.literal([60, 1440, 4320, 10_080]).optional(),
});

/** A thread of its own, or one on a message, whose id it then has. */
function openThread(call: Call): Answer {
  const channel = call.requireChannel();
  call.requirePermissions(channel, "CreatePublicThreads");
  const parsed = threadBody.safeParse(call.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse.invalidForm(issue?.path.join(".") ?? "name", "BASE_TYPE_INVALID", issue?.message ?? "Invalid");
  }
  const starter = call.param("message") === "" ? undefined : call.requireMessage(channel).id;
  if (starter !== undefined && call.world.channels.has(starter)) throw refuse.threadExists();
  return {
    status: 201,
    body: channelOnWire(startThread(call.world, channel, parsed.data.name, call.world.bot, starter)),
  };
}

/** Somebody else than the bot, who must be in the server. */
function addToThread(call: Call): Answer {
  const thread = call.requireChannel();
  call.requirePermissions(thread, "SendMessagesInThreads");
  if (!call.world.guildOf(thread)?.members.has(call.param("user"))) throw refuse.unknownMember();
  return { status: 204 };
}

function joinThread(call: Call): Answer {
  call.requireChannel();
  return { status: 204 };
}
