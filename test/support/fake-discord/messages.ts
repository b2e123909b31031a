import { intent } from "./intents.ts";
import { computePinged, joinPinged } from "./mentions.ts";
import type { AllowedMentions, FakeChannel, FakeMessage, FakeUser, MessageReference } from "./model.ts";
import { permission } from "./permissions.ts";
import { messageEventOnWire } from "./wire.ts";
import type { World } from "./world.ts";

/** A message about to be written, by a person or by the bot. */
export interface Draft {
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly content: string;
  readonly reference?: MessageReference | undefined;
  readonly allowed?: AllowedMentions | undefined;
  readonly nonce?: string | number | undefined;
  readonly webhookId?: string | undefined;
  readonly embeds?: readonly unknown[] | undefined;
  readonly attachments?: readonly unknown[] | undefined;
  readonly components?: readonly unknown[] | undefined;
  readonly flags?: number | undefined;
}

/** Writes a message into its channel and tells the gateway. */
export function createMessage(world: World, draft: Draft): FakeMessage {
  const { channel, author } = draft;
  const message: FakeMessage = {
    id: world.newId(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    webhookId: draft.webhookId ?? null,
    content: draft.content,
    embeds: draft.embeds ?? [],
    attachments: draft.attachments ?? [],
    components: draft.components ?? [],
    flags: draft.flags ?? 0,
    nonce: draft.nonce,
    reference: draft.reference,
    createdAt: world.now(),
    editedAt: null,
    pinged: pingedBy(world, channel, author, draft),
  };
  channel.messages.set(message.id, message);
  emitMessage(world, "MESSAGE_CREATE", message);
  return message;
}

/** What an edit may change; a field left out stays. */
export interface MessageChanges {
  readonly content?: string | undefined;
  readonly embeds?: readonly unknown[] | undefined;
  readonly components?: readonly unknown[] | undefined;
  readonly flags?: number | undefined;
  readonly allowed?: AllowedMentions | undefined;
}

/** Changes a message and tells the gateway. Mentions are parsed again, as on every edit. */
export function editMessage(world: World, message: FakeMessage, changes: MessageChanges): void {
  message.content = changes.content ?? message.content;
  message.embeds = changes.embeds ?? message.embeds;
  message.components = changes.components ?? message.components;
  message.flags = changes.flags ?? message.flags;
  message.editedAt = world.now();
  const { content, reference } = message;
  const again = pingedBy(world, world.channel(message.channelId), message.author, {
    content,
    reference,
    allowed: changes.allowed,
  });
  message.pinged = again;
  const sent = world.sent.entries.find((entry) => entry.id === message.id);
  if (sent) {
    sent.content = message.content;
    sent.pinged = joinPinged(sent.pinged, again);
    sent.edits.push({ content: message.content, at: message.editedAt });
    world.sent.announce(sent);
  }
  emitMessage(world, "MESSAGE_UPDATE", message);
}

/** Takes a message away and tells the gateway. */
export function deleteMessage(world: World, message: FakeMessage): void {
  const channel = world.channel(message.channelId);
  channel.messages.delete(message.id);
  const sent = world.sent.entries.find((entry) => entry.id === message.id);
  if (sent) sent.deletedAt = world.now();
  if (!world.botMay(channel, permission.ViewChannel)) return;
  const data = { id: message.id, channel_id: channel.id, ...(channel.guildId && { guild_id: channel.guildId }) };
  world.emit("MESSAGE_DELETE", messageIntent(message), () => data);
}

function emitMessage(world: World, name: string, message: FakeMessage): void {
  if (!world.botMay(world.channel(message.channelId), permission.ViewChannel)) return;
  world.emit(name, messageIntent(message), (seesContent) => messageEventOnWire(world, message, seesContent));
}

function messageIntent(message: FakeMessage): number {
  return message.guildId === null ? intent.DirectMessages : intent.GuildMessages;
}

type Wording = Pick<Draft, "content" | "reference" | "allowed" | "webhookId">;

function pingedBy(world: World, channel: FakeChannel, author: FakeUser, draft: Wording) {
  const repliedTo = draft.reference && channel.messages.get(draft.reference.message_id)?.author.id;
  const bits = world.permissionsIn(channel, author.id);
  return computePinged({
    content: draft.content,
    allowed: draft.allowed,
    guild: world.guildOf(channel),
    mayMentionEveryone: draft.webhookId !== undefined || (bits & permission.MentionEveryone) !== 0n,
    repliedUserId: repliedTo === author.id ? undefined : repliedTo,
  });
}
