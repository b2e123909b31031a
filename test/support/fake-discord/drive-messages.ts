import { intent } from "./intents.ts";
import { createMessage, deleteMessage, editMessage } from "./messages.ts";
import type { FakeChannel, FakeMessage, FakeUser } from "./model.ts";
import { memberOnWire } from "./wire.ts";
import type { World } from "./world.ts";

/** What somebody other than the bot writes. */
export interface Post {
  readonly channelId: string;
  /** With `webhook`, the face that the webhook wears. */
  readonly author: FakeUser;
  /** As it travels: `<@id>` for a person, `<@&id>` for a role. */
  readonly content: string;
  /** People to mention in front of the content, for those who do not want to write `<@id>`. */
  readonly mentions?: readonly FakeUser[];
  /** The message that this one answers. */
  readonly replyTo?: { readonly id: string };
  /** A reply's ping; on, unless the person switches it off. */
  readonly pingReply?: boolean;
  readonly embeds?: readonly object[];
  readonly attachments?: readonly object[];
  /** The message comes from a webhook, not from an account. */
  readonly webhook?: boolean;
}

/** The functions by which people write. They are not held to permissions: they stand for what Discord let through. */
export function driveMessages(world: World) {
  return {
    /** Writes a message, as a person, another bot or a webhook. */
    post({
      channelId,
      author,
      content,
      mentions = [],
      replyTo,
      pingReply = true,
      webhook,
      ...rest
    }: Post): FakeMessage {
      const channel = world.channel(channelId);
      const called = mentions.map((user) => `<@${user.id}>`);
      return createMessage(world, {
        channel,
        author,
        content: [...called, content].filter(Boolean).join(" "),
        reference: replyTo && referenceTo(channel, replyTo.id),
        allowed: allowedFor({ webhook: webhook ?? false, pingReply }),
        webhookId: webhook ? author.id : undefined,
        ...rest,
      });
    },

    editMessage(message: FakeMessage, content: string): void {
      editMessage(world, message, { content });
    },

    deleteMessage(message: { readonly id: string; readonly channelId: string }): void {
      deleteMessage(world, world.message(message.channelId, message.id));
    },

    /** A person starts to type. */
    startTyping(channel: FakeChannel, user: FakeUser): void {
      const member = world.guildOf(channel)?.members.get(user.id);
      const intents = channel.guildId === null ? intent.DirectMessageTyping : intent.GuildMessageTyping;
      world.emit("TYPING_START", intents, () => ({
        channel_id: channel.id,
        user_id: user.id,
        timestamp: Math.floor(world.now() / 1_000),
        ...(channel.guildId && { guild_id: channel.guildId }),
        ...(member && { member: { ...memberOnWire(member), user: { id: user.id } } }),
      }));
    },
  };
}

/** What Discord parses where the client says nothing: all of a person's words, of a webhook's only the user mentions. */
function allowedFor({ webhook, pingReply }: { readonly webhook: boolean; readonly pingReply: boolean }) {
  if (webhook) return { parse: ["users"] };
  return pingReply ? undefined : { parse: ["users", "roles", "everyone"], replied_user: false };
}

function referenceTo(channel: FakeChannel, messageId: string) {
  return {
    type: 0,
    message_id: messageId,
    channel_id: channel.id,
    ...(channel.guildId && { guild_id: channel.guildId }),
  };
}
