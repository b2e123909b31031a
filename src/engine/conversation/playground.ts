import type { ErrorReport } from "../../shared/errors.ts";
import type { Failure, PlaygroundReply } from "../../shared/models.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Delivery, type EndedTurn, type IncomingMessage, noNames } from "./turn.ts";

const channelName = "playground";

/** Lets the owner talk with the bot through the same stages as in Discord, without Discord. */
export async function tryReply(
  pipeline: Pipeline,
  text: string,
  understudyOnly: boolean,
  failureById: (id: number) => Failure | null,
): Promise<PlaygroundReply> {
  const turn = await pipeline.tryOut(ownMessage(text), silentDelivery, understudyOnly);
  const failure = turn.failureId === null ? null : failureById(turn.failureId);
  return describe(turn, failure && { code: "inference", message: failure.summary, mend: failure.mend });
}

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
