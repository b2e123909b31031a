import type { ErrorReport } from "../../shared/errors.ts";
import type { PlaygroundReply } from "../../shared/models.ts";
import { type Delivery, type EndedTurn, type IncomingMessage, noNames } from "./turn.ts";

const channelName = "playground";

/** Nothing leaves the house: the parts are shown in the panel. */
export const silentDelivery: Delivery = {
  showTyping: () => Promise.resolve(),
  reply: () => Promise.resolve(null),
};

/** What the owner writes, as a message to the bot. */
export function ownMessage(text: string, author = "Owner"): IncomingMessage {
  return {
    messageId: channelName,
    channelId: channelName,
    channelName,
    parentChannelId: null,
    isInOwnThread: false,
    guildId: null,
    authorId: "owner",
    author,
    authorIsBot: false,
    content: text,
    isWithheld: false,
    mentionsBot: true,
    repliesToBot: false,
    names: noNames,
    authorIsModerator: () => true,
  };
}

/** A turn as the playground shows it, with what went wrong in it. */
export function describe(turn: EndedTurn, failure: ErrorReport | null): PlaygroundReply {
  const { sanitized, removed, response, parts, responder, outcome, keyLabel, stages, attempts } = turn;
  return { sanitized, removed, reply: response, parts, responder, outcome, keyLabel, stages, attempts, failure };
}
