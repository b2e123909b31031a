import type { IncomingMessage, SentPart } from "../../src/engine/conversation/turn.ts";
import type { MessageDelivery } from "../../src/engine/discord/gateway/delivering.ts";

export const botUserId = "1000000000000000001";

let count = 0;

/** A member's message as the gateway reads it, with what a test does not care about filled in. */
export function incoming(overrides: Partial<IncomingMessage> = {}): IncomingMessage {
  count += 1;
  return {
    messageId: String(200_000_000_000_000_000n + BigInt(count)),
    channelId: "300000000000000001",
    channelName: "general",
    parentChannelId: null,
    isInOwnThread: false,
    guildId: "400000000000000001",
    authorId: "500000000000000001",
    author: "Ann",
    authorIsBot: false,
    content: "hello",
    isWithheld: false,
    mentionsBot: true,
    repliesToBot: false,
    names: { users: {}, roles: {}, channels: {} },
    authorIsModerator: () => false,
    ...overrides,
  };
}

/** A delivery that keeps what it was given. */
export function recordingDelivery(): MessageDelivery & { replies: string[]; nonces: string[]; typings: number } {
  const delivery = {
    replies: [] as string[],
    nonces: [] as string[],
    typings: 0,
    showTyping: () => {
      delivery.typings += 1;
      return Promise.resolve();
    },
    reply: (text: string, nonce: string) => delivery.sendTo(incoming().channelId, text, nonce),
    openThread: () => Promise.resolve("700000000000000001"),
    sendTo: (channelId: string, text: string, nonce: string): Promise<SentPart> => {
      delivery.replies.push(text);
      delivery.nonces.push(nonce);
      return Promise.resolve({ messageId: `sent-${delivery.replies.length}`, channelId });
    },
  };
  return delivery;
}
