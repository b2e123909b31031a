import { type ChatInputCommandInteraction, type Message, MessageFlags, Routes } from "discord.js";
import type { Delivery } from "../../conversation/turn.ts";
import { faultOf, isRecord } from "./rest.ts";

/** The way back to a message. */
export function deliveryTo(message: Message): Delivery {
  return {
    async showTyping() {
      if (!message.channel.isSendable()) return;
      await message.channel.sendTyping().catch((thrown: unknown) => Promise.reject(faultOf(thrown, null)));
    },
    async reply(content, nonce, signal) {
      const body = {
        content,
        nonce,
        enforce_nonce: true,
        message_reference: { message_id: message.id, fail_if_not_exists: false },
        allowed_mentions: { parse: [], replied_user: false },
      };
      // Not message.reply(): it cannot be called off, and builds a message that nobody needs.
      const route = Routes.channelMessages(message.channelId);
      const send = () => unlessAborted(signal, (own) => message.client.rest.post(route, { body, signal: own }));
      // discord.js retries 5xx and time-outs, not a cut connection; the nonce keeps a second send from showing twice.
      const sendAgain = (thrown: unknown) => {
        if (signal.aborted || faultOf(thrown, null).faultCode !== "network") throw thrown;
        return send();
      };
      const sent = await send()
        .catch(sendAgain)
        .catch((thrown: unknown) => Promise.reject(signal.aborted ? thrown : faultOf(thrown, null)));
      return isRecord(sent) ? String(sent.id) : "";
    },
  };
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
