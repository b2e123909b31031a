import { type ChatInputCommandInteraction, type Message, MessageFlags, Routes } from "discord.js";
import type { Delivery } from "../../conversation/turn.ts";
import { faultOf, isRecord } from "./rest.ts";

/** The way back to a message, with what else Discord lets the bot do there. Everything rejects with a DiscordFault. */
export interface MessageDelivery extends Delivery {
  /** Opens a public thread on the message and takes its author in, without a ping; resolves to the thread's id. */
  openThread(options: ThreadOptions, signal: AbortSignal): Promise<string>;
  /** As `reply`, into a thread, and to no message there. */
  sendTo(threadId: string, text: string, nonce: string, signal: AbortSignal): Promise<string>;
}

export interface ThreadOptions {
  /** 1 to 100 characters. */
  name: string;
  /** Discord closes a thread in which nothing is said for so long. */
  autoArchiveMinutes: 60 | 1440;
}

export function deliveryTo(message: Message): MessageDelivery {
  const { rest } = message.client;
  const send = (channelId: string, content: string, nonce: string, signal: AbortSignal, reference: object) => {
    const body = {
      content,
      nonce,
      enforce_nonce: true,
      ...reference,
      allowed_mentions: { parse: [], replied_user: false },
    };
    // Not message.reply(): it cannot be called off, and builds a message that nobody needs.
    return idOf(twice(signal, (own) => rest.post(Routes.channelMessages(channelId), { body, signal: own })));
  };
  return {
    async showTyping() {
      if (!message.channel.isSendable()) return;
      await message.channel.sendTyping().catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    reply: (text, nonce, signal) =>
      send(message.channelId, text, nonce, signal, {
        message_reference: { message_id: message.id, fail_if_not_exists: false },
      }),
    sendTo: (threadId, text, nonce, signal) => send(threadId, text, nonce, signal, {}),
    async openThread({ name, autoArchiveMinutes }, signal) {
      const body = { name, auto_archive_duration: autoArchiveMinutes };
      const route = Routes.threads(message.channelId, message.id);
      const threadId = await idOf(twice(signal, (own) => rest.post(route, { body, signal: own })));
      // Nobody need wait for it: whoever cannot be taken in still sees the thread under their message.
      void rest.put(Routes.threadMembers(threadId, message.author.id)).catch(() => undefined);
      return threadId;
    },
  };
}

async function idOf(answer: Promise<unknown>): Promise<string> {
  const made = await answer;
  return isRecord(made) ? String(made.id) : "";
}

/**
 * discord.js retries 5xx and time-outs, not a cut connection: `post` is done once more then. What it makes must not show
 * twice: a message has its nonce, and a message has one thread at most.
 */
async function twice(signal: AbortSignal, post: (own: AbortSignal) => Promise<unknown>): Promise<unknown> {
  const once = () => unlessAborted(signal, post);
  const again = (thrown: unknown) => {
    if (signal.aborted || faultOf(thrown, null).faultCode !== "network") throw thrown;
    return once();
  };
  return once()
    .catch(again)
    .catch((thrown: unknown) => Promise.reject(signal.aborted ? thrown : faultOf(thrown, null)));
}

/** The way back to one who uses a slash command: only they see the answer. Discord waits 3 seconds for its beginning. */
export function deliveryToUse(interaction: ChatInputCommandInteraction): Delivery {
  const flags = MessageFlags.Ephemeral;
  const allowedMentions = { parse: [] };
  return {
    async showTyping() {
      await interaction.deferReply({ flags }).catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    async reply(content, _nonce, signal) {
      const answer = (): Promise<unknown> =>
        interaction.deferred
          ? interaction.editReply({ content, allowedMentions })
          : interaction.reply({ content, allowedMentions, flags });
      await unlessAborted(signal, answer).catch((thrown: unknown) =>
        Promise.reject(signal.aborted ? thrown : faultOf(thrown, null)),
      );
      return "";
    },
  };
}

/**
 * Settles as `work` does, or rejects at once with the signal's reason: discord.js waits out its limits first.
 * `work` gets a signal of its own, for discord.js never takes its listeners off.
 */
async function unlessAborted<Result>(
  signal: AbortSignal,
  work: (own: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => {
    own.abort(signal.reason);
    aborted.reject(signal.reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(own.signal), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
