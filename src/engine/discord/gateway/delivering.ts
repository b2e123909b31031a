import { InteractionResponseType, MessageFlags, type REST, Routes } from "discord.js";
import { isRecord } from "../../../shared/is-record.ts";
import type { Delivery, IncomingMessage, SentPart } from "../../conversation/turn.ts";
import { unlessAborted } from "./aborting.ts";
import { faultOf } from "./rest.ts";

/** The way back to a message, with what else Discord lets the bot do there. Everything rejects with a DiscordFault. */
export interface MessageDelivery extends Delivery {
  /** Opens a public thread on the message and takes its author in, without a ping; resolves to the thread's id. */
  openThread(options: ThreadOptions, signal: AbortSignal): Promise<string>;
  /** As `reply`, into a thread, and to no message there. */
  sendTo(threadId: string, text: string, nonce: string, signal: AbortSignal): Promise<SentPart | null>;
}

export interface ThreadOptions {
  /** 1 to 100 characters. */
  name: string;
  /** Discord closes a thread in which nothing is said for so long. */
  autoArchiveMinutes: 60 | 1440;
}

/** What leads back to a message. */
type MessagePlace = Pick<IncomingMessage, "channelId" | "messageId" | "authorId">;

/** Needs nothing but data and `rest`, so that a message may have been heard by another process. */
export function deliveryTo(rest: REST, { channelId, messageId, authorId }: MessagePlace): MessageDelivery {
  const send = async (placeId: string, content: string, nonce: string, signal: AbortSignal, reference: object) => {
    const body = {
      content,
      nonce,
      enforce_nonce: true,
      ...reference,
      allowed_mentions: { parse: [], replied_user: false },
    };
    // Not message.reply(): it cannot be called off, and builds a message that nobody needs.
    const post = (own: AbortSignal) => rest.post(Routes.channelMessages(placeId), { body, signal: own });
    const messageId = await idOf(twice(signal, post));
    return messageId === "" ? null : { messageId, channelId: placeId };
  };
  return {
    async showTyping() {
      await rest
        .post(Routes.channelTyping(channelId))
        .catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    reply: (text, nonce, signal) =>
      send(channelId, text, nonce, signal, {
        message_reference: { message_id: messageId, fail_if_not_exists: false },
      }),
    sendTo: (threadId, text, nonce, signal) => send(threadId, text, nonce, signal, {}),
    async openThread({ name, autoArchiveMinutes }, signal) {
      const body = { name, auto_archive_duration: autoArchiveMinutes };
      const route = Routes.threads(channelId, messageId);
      const threadId = await idOf(twice(signal, (own) => rest.post(route, { body, signal: own })));
      // Nobody need wait for it: whoever cannot be taken in still sees the thread under their message.
      void rest.put(Routes.threadMembers(threadId, authorId)).catch(() => undefined);
      return threadId;
    },
  };
}

/** Writes into a channel without pinging anybody; rejects with a DiscordFault. */
export async function postTo(rest: REST, channelId: string, content: string): Promise<void> {
  const body = { content, allowed_mentions: { parse: [] } };
  await rest
    .post(Routes.channelMessages(channelId), { body })
    .catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
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

/** What leads back to one who uses a slash command. */
export interface UsePlace {
  interactionId: string;
  applicationId: string;
  /** Holds for 15 minutes, and for this use only. */
  token: string;
}

/** The way back to one who uses a slash command: only they see the answer. Discord waits 3 seconds for its beginning. */
export function deliveryToUse(rest: REST, { interactionId, applicationId, token }: UsePlace): Delivery {
  const flags = MessageFlags.Ephemeral;
  const allowed_mentions = { parse: [] };
  let isDeferred = false;
  const begin = (type: InteractionResponseType, data: object) =>
    rest.post(Routes.interactionCallback(interactionId, token), { body: { type, data }, auth: false });
  return {
    async showTyping() {
      await begin(InteractionResponseType.DeferredChannelMessageWithSource, { flags }).catch((thrown: unknown) =>
        Promise.reject(faultOf(thrown, null)),
      );
      isDeferred = true;
    },
    async reply(content, _nonce, signal) {
      const body = { content, allowed_mentions };
      const answer = () =>
        isDeferred
          ? rest.patch(Routes.webhookMessage(applicationId, token), { body, auth: false })
          : begin(InteractionResponseType.ChannelMessageWithSource, { ...body, flags });
      await unlessAborted(signal, answer).catch((thrown: unknown) =>
        Promise.reject(signal.aborted ? thrown : faultOf(thrown, null)),
      );
      return null;
    },
  };
}
