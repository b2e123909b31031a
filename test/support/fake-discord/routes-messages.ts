import { setArchived } from "./drive-world.ts";
import type { MessageBody } from "./message-body.ts";
import { readMessageBody, refuseEmpty } from "./message-body.ts";
import { createMessage, deleteMessage, editMessage } from "./messages.ts";
import { channelType, type FakeChannel, type FakeMessage, type MessageReference } from "./model.ts";
import { bitsOf } from "./permissions.ts";
import { refuse } from "./refusal.ts";
import type { Answer, Call, Route } from "./route.ts";
import { messageOnWire } from "./wire.ts";
import type { World } from "./world.ts";

const base = "/channels/:channel/messages";

/** Reading, writing, changing and deleting messages, and the typing indicator. */
export const messageRoutes: readonly Route[] = [
  { method: "GET", pattern: base, limit: "other", handle: listMessages },
  { method: "POST", pattern: base, limit: "send", handle: sendMessage },
  { method: "GET", pattern: `${base}/:message`, limit: "other", handle: getMessage },
  { method: "PATCH", pattern: `${base}/:message`, limit: "send", handle: changeMessage },
  { method: "DELETE", pattern: `${base}/:message`, limit: "other", handle: removeMessage },
  { method: "POST", pattern: "/channels/:channel/typing", limit: "typing", handle: showTyping },
];

function sendMessage(call: Call): Answer {
  const { world } = call;
  const channel = call.requireChannel();
  requireWriting(call, channel);
  const body = readMessageBody(call.body);
  refuseEmpty(body, call.files);
  const earlier = sentWithNonce(world, body);
  if (earlier) return { status: 200, body: restMessage(world, earlier) };
  const reference = resolveReference(world, channel, body.message_reference ?? undefined);
  if (channel.archived) setArchived(world, channel, false, false);
  const message = createMessage(world, {
    channel,
    author: world.bot,
    content: body.content?.trim() ?? "",
    reference,
    allowed: body.allowed_mentions ?? undefined,
    nonce: body.nonce ?? undefined,
    embeds: body.embeds ?? undefined,
    components: body.components ?? undefined,
    flags: body.flags ?? undefined,
    attachments: call.files.map((file) => ({ id: world.newId(), filename: file.name, size: file.size, url: "" })),
  });
  noteSent(world, message, body);
  return { status: 200, body: restMessage(world, message) };
}

/** 50013 without the right to write; 160005 where a moderator locked the thread, 50083 where it is archived as well. */
function requireWriting(call: Call, channel: FakeChannel): void {
  const isThread = channel.type === channelType.publicThread;
  call.requirePermissions(channel, isThread ? "SendMessagesInThreads" : "SendMessages");
  if (channel.locked && !call.world.botMay(channel, bitsOf("ManageThreads"))) {
    throw channel.archived ? refuse.archivedThread() : refuse.lockedThread();
  }
}

function resolveReference(world: World, channel: FakeChannel, asked: MessageReference | undefined) {
  if (!asked) return undefined;
  if (!world.botMay(channel, bitsOf("ReadMessageHistory"))) throw refuse.noHistoryForReply();
  if (!channel.messages.has(asked.message_id)) {
    // With fail_if_not_exists false the message goes out as an ordinary one.
    if (asked.fail_if_not_exists === false) return undefined;
    throw refuse.invalidForm("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
  }
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: 0, message_id: asked.message_id, channel_id: channel.id, ...guild };
}

/** The message that an enforced nonce already made. */
function sentWithNonce(world: World, { nonce, enforce_nonce: enforced }: MessageBody): FakeMessage | undefined {
  if (!enforced || nonce === undefined || nonce === null) return undefined;
  const since = world.now() - world.settings.nonceMemoryMs;
  const sent = world.sent.entries.findLast((entry) => entry.nonce === nonce && entry.at >= since);
  return sent && world.channel(sent.channelId).messages.get(sent.id);
}

function noteSent(world: World, message: FakeMessage, body: MessageBody): void {
  world.sent.add({
    id: message.id,
    channelId: message.channelId,
    content: message.content,
    message_reference: body.message_reference ?? undefined,
    allowed_mentions: body.allowed_mentions ?? undefined,
    nonce: message.nonce,
    embeds: message.embeds,
    components: message.components,
    at: message.createdAt,
    pinged: message.pinged,
    edits: [],
    deletedAt: null,
  });
}

function listMessages(call: Call): Answer {
  const channel = call.requireChannel();
  const limit = Number(call.query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw refuse.invalidForm("limit", "NUMBER_TYPE_RANGE", "int value should be between 1 and 100.");
  }
  // Without the history permission Discord does not refuse, it shows nothing.
  if (!call.world.botMay(channel, bitsOf("ReadMessageHistory"))) return { status: 200, body: [] };
  const page = pageOf([...channel.messages.values()], limit, call.query);
  return { status: 200, body: page.reverse().map((message) => restMessage(call.world, message)) };
}

/** At most `limit` messages, oldest first, next to the message that before, after or around names. */
function pageOf(messages: FakeMessage[], limit: number, query: URLSearchParams): FakeMessage[] {
  const idOf = (name: string) => (query.has(name) ? BigInt(query.get(name) as string) : undefined);
  const [before, after, around] = [idOf("before"), idOf("after"), idOf("around")];
  if (around !== undefined) {
    const older = messages.filter((message) => BigInt(message.id) < around).slice(-Math.floor(limit / 2));
    const rest = messages.filter((message) => BigInt(message.id) >= around).slice(0, limit - older.length);
    return [...older, ...rest];
  }
  if (after !== undefined) return messages.filter((message) => BigInt(message.id) > after).slice(0, limit);
  return messages.filter((message) => before === undefined || BigInt(message.id) < before).slice(-limit);
}

function getMessage(call: Call): Answer {
  const channel = call.requireChannel();
  if (!call.world.botMay(channel, bitsOf("ReadMessageHistory"))) throw refuse.missingAccess();
  return { status: 200, body: restMessage(call.world, call.requireMessage(channel)) };
}

function changeMessage(call: Call): Answer {
  const channel = call.requireChannel();
  const message = call.requireMessage(channel);
  if (message.author.id !== call.world.bot.id) throw refuse.othersMessage();
  if (channel.archived) throw refuse.archivedThread();
  const body = readMessageBody(call.body);
  const after = { ...body, content: body.content ?? message.content, embeds: body.embeds ?? [...message.embeds] };
  refuseEmpty(after, call.files);
  editMessage(call.world, message, {
    content: body.content?.trim() ?? undefined,
    embeds: body.embeds ?? undefined,
    components: body.components ?? undefined,
    flags: body.flags ?? undefined,
    allowed: body.allowed_mentions ?? undefined,
  });
  return { status: 200, body: restMessage(call.world, message) };
}

function removeMessage(call: Call): Answer {
  const channel = call.requireChannel();
  const message = call.requireMessage(channel);
  if (message.author.id !== call.world.bot.id) call.requirePermissions(channel, "ManageMessages");
  deleteMessage(call.world, message);
  return { status: 204 };
}

function showTyping(call: Call): Answer {
  const channel = call.requireChannel();
  requireWriting(call, channel);
  call.world.typing.add({ channelId: channel.id, at: call.world.now() });
  return { status: 204 };
}

/** Over REST the content is shown by the portal's switch, not by a session's intents. */
function restMessage(world: World, message: FakeMessage): object {
  return messageOnWire(world, message, world.privilegedIntents.has("MessageContent"));
}
